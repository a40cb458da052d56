package dev.prose.arpa;

import dev.prose.column.DoubleColumn;
import dev.prose.model.BackoffNGramModel;
import dev.prose.model.NGramTrie;
import dev.prose.text.InvalidDataException;
import dev.prose.token.Tokenizer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes models as ARPA files that KenLM and SRILM read. Each length of n-grams has a section, and
 * each n-gram a line: the decimal logarithm of its probability, its words, and the decimal
 * logarithm of its weight as a context if that is not 0. Tokens are written as their {@link
 * Tokenizer#word}.
 *
 * <p>Both tools expect sentences. A model's separator is written as {@code <s>} where an n-gram
 * begins with it, and as {@code </s>} where one ends with it. In a model without a separator both
 * words have a probability of 10^-99 and a weight of 1. A tool that reads a whole text as one
 * sentence then gives it the model's score, plus 99 for the end of the sentence.
 *
 * <p>{@code <unk>} has the probability of the {@link Tokenizer#unknownToken unknown token}, or
 * 10^-99 if there is none.
 *
 * <p>Source of the format: SRILM's manual page ngram-format(5).
 */
public final class ArpaWriter {
  private static final String IMPOSSIBLE = "-99";
  private static final double LEAST = -99;
  private static final double UNIT = 1e7; // the last digit is one part in this many
  private static final int DIGITS = 7;

  private final BackoffNGramModel model;
  private final NGramTrie trie;
  private final Writer out;
  private final String[] words; // [token]
  private final int separator; // NONE if there is none
  private final int unknown; // the token, or NONE
  private final int order; // length of the longest n-grams that exist, at least 2
  private final StringBuilder nGram = new StringBuilder(); // the words of the n-gram being written
  private final StringBuilder line = new StringBuilder();

  private ArpaWriter(ArpaModel arpa, Writer out) {
    this.model = arpa.model();
    this.trie = model.trie();
    this.out = out;
    this.words = ArpaWords.of(arpa.tokenizer());
    this.separator = model.separator().orElse(NGramTrie.NONE);
    int longest = trie.order();
    while (trie.size(longest) == 0) {
      longest--;
    }
    this.order = Math.max(longest, 2); // KenLM needs a section of bigrams
    this.unknown = arpa.tokenizer().unknownToken().orElse(NGramTrie.NONE);
    requireWords(arpa.tokenizer());
  }

  /** Refuses words that the format gives another meaning, and tokens of the same word. */
  private void requireWords(Tokenizer tokenizer) {
    Map<String, Integer> tokens = HashMap.newHashMap(words.length); // of words
    for (int token = 0; token < words.length; token++) {
      if (token == separator) {
        continue; // which is not written as its word
      }
      String word = words[token];
      if (word.equals(ArpaWords.BEGIN) || word.equals(ArpaWords.END)) {
        throw unfit(tokenizer, token, "which stands for a sentence's beginning or end");
      }
      if (ArpaWords.isUnknown(word) && token != unknown) {
        throw unfit(tokenizer, token, "which stands for every unknown word");
      }
      Integer other = tokens.putIfAbsent(word, token);
      if (other != null) {
        throw unfit(tokenizer, token, "as token %d is already".formatted(other));
      }
    }
  }

  private InvalidDataException unfit(Tokenizer tokenizer, int token, String reason) {
    return new InvalidDataException(
        "the token %d, %s, would be written as the word %s, %s in an ARPA file. Train with a text or a tokenizer that lacks it"
            .formatted(token, tokenizer.quoted(token), words[token], reason));
  }

  /**
   * Writes a model in UTF-8, a piece at a time.
   *
   * @param out is flushed, but not closed
   * @throws InvalidDataException if a token's word has another meaning in such files, or is that of
   *     another token
   */
  public static void write(ArpaModel arpa, OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    new ArpaWriter(arpa, writer).write();
    writer.flush();
  }

  private void write() throws IOException {
    out.write("\\data\\\n");
    for (int level = 1; level <= order; level++) {
      out.write("ngram " + level + "=" + size(level) + "\n");
    }
    for (int level = 1; level <= order; level++) {
      out.write("\n\\" + level + "-grams:\n");
      if (level == 1) {
        writeUnigrams();
      } else if (size(level) > 0) {
        writeNGrams(level, 0, 0);
      }
    }
    out.write("\n\\end\\\n");
  }

  /**
   * The number of n-grams in a section. Single words also include those around sentences and the
   * unknown word.
   */
  private int size(int level) {
    if (level > 1) {
      return level <= trie.order() ? trie.size(level) : 0;
    }
    return words.length
        + (separator == NGramTrie.NONE ? 2 : 1)
        + (unknown == NGramTrie.NONE ? 1 : 0);
  }

  private void writeUnigrams() throws IOException {
    if (unknown == NGramTrie.NONE) {
      out.write(IMPOSSIBLE + "\t" + ArpaWords.UNKNOWN + "\n");
    }
    if (separator == NGramTrie.NONE) {
      out.write(IMPOSSIBLE + "\t" + ArpaWords.BEGIN + "\n");
      out.write(IMPOSSIBLE + "\t" + ArpaWords.END + "\n");
    }
    for (int token = 0; token < words.length; token++) {
      if (token == separator) {
        line.append(IMPOSSIBLE).append('\t').append(ArpaWords.BEGIN);
        endLine(1, token);
        append(model.probabilities().getFirst().get(token));
        line.append('\t').append(ArpaWords.END);
        endLine();
      } else {
        append(model.probabilities().getFirst().get(token));
        line.append('\t').append(words[token]);
        endLine(1, token);
      }
    }
  }

  /** Writes the n-grams of a length that begin with a node, whose words are in nGram already. */
  private void writeNGrams(int length, int level, int node) throws IOException {
    DoubleColumn probabilities = model.probabilities().get(level);
    int before = nGram.length();
    int end = trie.end(level, node);
    for (int child = trie.begin(level, node); child < end; child++) {
      nGram.append(word(level, trie.token(level + 1, child)));
      if (level + 1 == length) {
        append(probabilities.get(child));
        line.append('\t').append(nGram);
        endLine(length, child);
      } else {
        nGram.append(' ');
        writeNGrams(length, level + 1, child);
      }
      nGram.setLength(before);
    }
  }

  private String word(int place, int token) {
    return token != separator ? words[token] : place == 0 ? ArpaWords.BEGIN : ArpaWords.END;
  }

  /** Ends a line with an n-gram's weight as a context, if it has one other than 1. */
  private void endLine(int level, int node) throws IOException {
    if (level < Math.min(order, trie.order())) {
      double weight = model.weights().get(level - 1).get(node);
      if (weight != 1) {
        line.append('\t');
        append(weight);
      }
    }
    endLine();
  }

  private void endLine() throws IOException {
    out.append(line.append('\n'));
    line.setLength(0);
  }

  /** Appends a number's decimal logarithm without an exponent, which not every tool reads. */
  private void append(double number) {
    long units = Math.round(Math.max(LEAST, Math.log10(number)) * UNIT);
    if (units < 0) {
      line.append('-');
    }
    long whole = Math.abs(units) / (long) UNIT;
    long fraction = Math.abs(units) % (long) UNIT;
    line.append(whole);
    if (fraction > 0) {
      String digits = Long.toString(fraction);
      line.append('.').repeat('0', DIGITS - digits.length()).append(digits);
      while (line.charAt(line.length() - 1) == '0') {
        line.setLength(line.length() - 1);
      }
    }
  }
}
