package dev.prose.arpa;

import dev.prose.column.DoubleColumn;
import dev.prose.column.IntAppender;
import dev.prose.column.IntColumn;
import dev.prose.model.BackoffNGramModel;
import dev.prose.model.NGramCursor;
import dev.prose.model.NGramTrie;
import dev.prose.token.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Makes a model from n-grams that came in any order. */
final class NGramSorting {
  /** The probability of an unknown word where a file has none, as KenLM has it. */
  private static final double MISSING = 1e-100;

  private final List<UnsortedNGrams> nGrams; // [length - 1]
  private final int[] tokens; // [word], NONE if it is left out
  private final Tokenizer tokenizer;
  private final double unknown; // probability of what the file has no word for
  private final List<DoubleColumn> probabilities = new ArrayList<>();
  private final List<DoubleColumn> weights = new ArrayList<>();

  /**
   * @param ofWords [word], the decimal logarithm of its probability by itself
   */
  NGramSorting(List<UnsortedNGrams> nGrams, ArpaTokens.Assignment assignment, double... ofWords) {
    int order = nGrams.size();
    while (nGrams.get(order - 1).size() == 0) {
      order--;
    }
    this.nGrams = nGrams.subList(0, order);
    this.tokenizer = assignment.tokenizer();
    this.tokens = assignment.tokens();
    this.unknown =
        assignment.unknown() == NGramTrie.NONE || Double.isNaN(ofWords[assignment.unknown()])
            ? MISSING
            : Math.pow(10, ofWords[assignment.unknown()]);
  }

  ArpaModel model() {
    List<IntColumn> last = new ArrayList<>();
    List<IntColumn> first = new ArrayList<>();
    UnsortedNGrams single = nGrams.getFirst();
    int[] nodes = IntStream.range(0, single.size()).map(n -> tokens[single.word(n)]).toArray();
    addNumbers(single, nodes, tokenizer.vocabularySize());
    addMissingTokens();
    for (UnsortedNGrams longer : nGrams.subList(1, nGrams.size())) {
      int[] contexts = nodes;
      IntUnaryOperator token = n -> tokens[longer.word(n)];
      IntUnaryOperator context = n -> contexts[longer.beginning(n)];
      int[] begins = begins(longer, context, (int) probabilities.getLast().size());
      int[] sorted = IntStream.range(0, longer.size()).toArray();
      sorted = sorted(sorted, token, begins(longer, token, tokenizer.vocabularySize()));
      sorted = sorted(sorted, context, begins);
      IntAppender ofNodes = new IntAppender();
      nodes = new int[sorted.length];
      for (int node = 0; node < sorted.length; node++) {
        nodes[sorted[node]] = node;
        ofNodes.add(token.applyAsInt(sorted[node]));
      }
      first.add(IntColumn.of(Integer.BYTES, begins));
      last.add(ofNodes.toColumn(IntColumn.width(tokenizer.vocabularySize())));
      addNumbers(longer, nodes, sorted.length);
    }
    NGramTrie trie = new NGramTrie(tokenizer.vocabularySize(), last, first);
    addMissing(trie);
    int separator = tokens[ReadWords.SENTENCE];
    return new ArpaModel(
        model(trie, separator == NGramTrie.NONE ? OptionalInt.empty() : OptionalInt.of(separator))
            .narrowed(),
        tokenizer);
  }

  private BackoffNGramModel model(NGramTrie trie, OptionalInt separator) {
    return new BackoffNGramModel(trie, separator, probabilities, weights);
  }

  /** [key]: the number of n-grams with a smaller key, up to one key after the last. */
  private static int[] begins(UnsortedNGrams level, IntUnaryOperator key, int keys) {
    int[] begins = new int[keys + 1];
    for (int n = 0; n < level.size(); n++) {
      begins[key.applyAsInt(n) + 1]++;
    }
    for (int k = 0; k < keys; k++) {
      begins[k + 1] += begins[k];
    }
    return begins;
  }

  /** Sorts n-grams by a key, stably. */
  private static int[] sorted(int[] nGrams, IntUnaryOperator key, int... begins) {
    int[] next = begins.clone();
    int[] sorted = new int[nGrams.length];
    for (int n : nGrams) {
      sorted[next[key.applyAsInt(n)]++] = n;
    }
    return sorted;
  }

  /**
   * Adds the columns of a level.
   *
   * @param nodes [n-gram], NONE if it is left out
   */
  private void addNumbers(UnsortedNGrams level, int[] nodes, int size) {
    DoubleColumn ofProbabilities = DoubleColumn.ofSize(size);
    DoubleColumn ofWeights = DoubleColumn.ofSize(size);
    for (int n = 0; n < nodes.length; n++) {
      if (nodes[n] != NGramTrie.NONE) {
        ofProbabilities.set(nodes[n], Math.pow(10, level.probability(n)));
        ofWeights.set(nodes[n], Double.isNaN(level.weight(n)) ? 1 : Math.pow(10, level.weight(n)));
      }
    }
    probabilities.add(ofProbabilities);
    if (probabilities.size() < nGrams.size()) {
      weights.add(ofWeights);
    }
  }

  /** Shares the unknown word's probability among its own token and those of no word. */
  private void addMissingTokens() {
    BitSet sharing = new BitSet();
    sharing.set(0, tokenizer.vocabularySize());
    Arrays.stream(tokens).filter(token -> token != NGramTrie.NONE).forEach(sharing::clear);
    if (sharing.isEmpty()) {
      return;
    }
    if (!weights.isEmpty()) {
      sharing.stream().forEach(token -> weights.getFirst().set(token, 1));
    }
    tokenizer.unknownToken().ifPresent(sharing::set);
    double share = unknown / sharing.cardinality();
    sharing.stream().forEach(token -> probabilities.getFirst().set(token, share));
  }

  /** Gives missing n-grams, which only longer ones mention, the probability by back-off. */
  private void addMissing(NGramTrie trie) {
    // Here a separator is a token like any other: contexts may begin in the middle of a sentence.
    BackoffNGramModel model = model(trie, OptionalInt.empty());
    for (int level = 2; level <= nGrams.size(); level++) {
      UnsortedNGrams ofLevel = nGrams.get(level - 1);
      for (int n = 0; n < ofLevel.size(); n++) {
        if (Double.isNaN(ofLevel.probability(n))) {
          int[] sequence = sequence(level, n);
          int context = trie.nodeOf(Arrays.copyOf(sequence, level - 1));
          NGramCursor cursor = model.cursor();
          for (int place = 1; place < level - 1; place++) {
            cursor.advance(sequence[place]);
          }
          double lower = cursor.probability(sequence[level - 1]);
          probabilities
              .get(level - 1)
              .set(trie.nodeOf(sequence), weights.get(level - 2).get(context) * lower);
        }
      }
    }
  }

  private int[] sequence(int length, int nGram) {
    int[] sequence = new int[length];
    int n = nGram;
    for (int level = length; level > 0; level--) {
      sequence[level - 1] = tokens[nGrams.get(level - 1).word(n)];
      n = nGrams.get(level - 1).beginning(n);
    }
    return sequence;
  }
}
