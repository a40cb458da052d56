package dev.prose.mixture;

import dev.prose.random.SplitMix64;
import dev.prose.token.chars.CharTokenizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A random text of words, marks and lines, a mixture of it with random weights, and the same
 * straight from the formulas.
 */
record MixtureText(
    long seed, String text, CharTokenizer tokenizer, CountedText counted, Kinds kinds) {
  private static final String[] WORDS = {
    "a", "to", "be", "or", "not", "the", "queen", "TO", "Be", "don't", "eye", "AEIOU", "rhythm"
  };
  private static final String[] GAPS = {
    " ", " ", " ", "  ", "\n", "\n\n", ", ", ". ", "?\n", "; ", "!"
  };

  private static final String[] SHORT_WORDS = {"a", "I", "O", "be", "A"};

  static MixtureText of(long seed, boolean lines) {
    SplitMix64 random = new SplitMix64(seed);
    return of(seed, lines, words(random, 1 + random.nextInt(60), WORDS, 1), random);
  }

  /**
   * A text of some 2,500 characters, with lines of some 180, where one blank comes more than 1,000
   * times: so near kinds forget much of it, and counts get into all buckets but the last one.
   */
  static MixtureText ofLongLines(long seed, boolean lines) {
    SplitMix64 random = new SplitMix64(seed);
    return of(seed, lines, words(random, 1100, SHORT_WORDS, 80), random);
  }

  /** Words with one blank between them, but for each so many words with any gap. */
  private static String words(SplitMix64 random, int count, String[] words, int perGap) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= count; i++) {
      text.append(words[random.nextInt(words.length)])
          .append(i % perGap == 0 ? GAPS[random.nextInt(GAPS.length)] : " ");
    }
    return text.toString();
  }

  private static MixtureText of(long seed, boolean lines, String text, SplitMix64 random) {
    CharTokenizer tokenizer = CharTokenizer.of(text);
    MixtureShape shape =
        MixtureOptions.of(
                "large,line-column,near-chain-6,far-chain-6,near-syllable", false, 1000, seed)
            .withHidden(1 + random.nextInt(9))
            .shape();
    MixtureShape ofLines =
        new MixtureShape(
            shape.contexts(), lines ? List.of() : shape.caches(), lines, shape.hidden());
    int[] tokens = tokenizer.encode(text);
    Kinds kinds = Kinds.of(ofLines, CharacterTraits.of(tokenizer.vocabulary()), tokens);
    return new MixtureText(
        seed, text, tokenizer, new CountedText(tokens, tokenizer.vocabularySize(), kinds), kinds);
  }

  /** The symbols that have a bias: all. */
  int[] frequent() {
    return IntStream.range(0, vocabularySize()).toArray();
  }

  int[] tokens() {
    return tokenizer.encode(text);
  }

  int vocabularySize() {
    return tokenizer.vocabularySize();
  }

  MixtureShape shape() {
    return kinds.shape();
  }

  TextbookContexts contexts() {
    Map<String, Integer> classes = new HashMap<>();
    WordClasses known = kinds().classes();
    for (int word = 0; word < known.size(); word++) {
      classes.put(tokenizer.decode(known.word(word)).toLowerCase(Locale.ROOT), known.classAt(word));
    }
    return new TextbookContexts(text, shape().lines(), classes);
  }

  /** The votes at some positions, which must have been taken out, with a memory of all before. */
  void forEachVote(int from, int to, Consumer<Votes> use) {
    Reader reader = new Reader(kinds());
    Bases bases = new Bases(vocabularySize());
    NextClass next = new NextClass(kinds(), 3);
    Voting voting = new Voting(kinds());
    Votes votes = new Votes(kinds().size());
    int[] tokens = tokens();
    for (int position = 0; position < to; position++) {
      if (position >= from) {
        counted.look(position, reader, bases, next, votes);
        voting.vote(votes);
        use.accept(votes);
      }
      reader.advance(tokens[position]);
    }
  }

  /** The votes at a position, where the symbol there is not counted. */
  Votes votes(int position) {
    AtomicReference<Votes> there = new AtomicReference<>();
    counted.remove(position, position + 1, () -> false);
    forEachVote(position, position + 1, there::set);
    counted.putBack();
    return there.get();
  }

  /** Weights and sums of the size that learning leads to. */
  Weights randomWeights() {
    Weights weights = Weights.zero(kinds());
    SplitMix64 random = SplitMix64.stream(seed, 1);
    for (Parameters each : weights.all()) {
      for (int i = 0; i < each.values().length; i++) {
        each.values()[i] = (float) (0.3 * random.nextGaussian());
      }
      for (int i = 0; i < each.sums().length; i++) {
        each.sums()[i] = (float) (1 + random.nextDouble());
      }
    }
    return weights;
  }

  /** The textbook model with the same weights and no counts. */
  TextbookMixture textbook(Weights weights) {
    TextbookMixture textbook =
        new TextbookMixture(shape(), vocabularySize(), kinds().traits().foldedCount());
    for (Parameters each : weights.all()) {
      double[] values = new double[each.values().length];
      for (int i = 0; i < values.length; i++) {
        values[i] = each.values()[i];
      }
      textbook.setWeights(each.name(), values);
    }
    return textbook;
  }

  /** The gate's row for a character ignoring case: by the first of its ids. */
  int foldedRow(String before) {
    return 1
        + IntStream.range(0, vocabularySize())
            .mapToObj(id -> tokenizer.decode(id).toLowerCase(Locale.ROOT))
            .distinct()
            .toList()
            .indexOf(before);
  }
}
