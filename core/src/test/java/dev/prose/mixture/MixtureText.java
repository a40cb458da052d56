package dev.prose.mixture;

import dev.prose.random.SplitMix64;
import dev.prose.token.CharTokenizer;
import java.util.List;

/**
 * A random text of words, marks and lines, a mixture of it with random weights, and the same
 * straight from the formulas.
 */
record MixtureText(
    long seed, String text, CharTokenizer tokenizer, CountedText counted, MixtureShape shape) {
  private static final String[] WORDS = {
    "a", "to", "be", "or", "not", "the", "queen", "TO", "Be", "don't", "eye", "AEIOU", "rhythm"
  };
  private static final String[] GAPS = {
    " ", " ", " ", "  ", "\n", "\n\n", ", ", ". ", "?\n", "; ", "!"
  };

  static MixtureText of(long seed, boolean lines) {
    SplitMix64 random = new SplitMix64(seed);
    StringBuilder text = new StringBuilder();
    int size = 1 + random.nextInt(60);
    for (int i = 0; i < size; i++) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(GAPS[random.nextInt(GAPS.length)]);
    }
    CharTokenizer tokenizer = CharTokenizer.of(text.toString());
    MixtureShape shape =
        MixtureOptions.of("medium,window-syllable", false, 1000, seed)
            .withHidden(1 + random.nextInt(9))
            .shape();
    MixtureShape ofLines =
        new MixtureShape(
            shape.contexts(), lines ? List.of() : shape.windows(), lines, shape.hidden());
    Kinds kinds = new Kinds(ofLines, CharacterTraits.of(tokenizer.vocabulary()));
    int[] tokens = tokenizer.encode(text.toString());
    return new MixtureText(
        seed,
        text.toString(),
        tokenizer,
        new CountedText(tokens, tokenizer.vocabularySize(), kinds),
        ofLines);
  }

  int[] tokens() {
    return tokenizer.encode(text);
  }

  int vocabularySize() {
    return tokenizer.vocabularySize();
  }

  Kinds kinds() {
    return new Kinds(shape, CharacterTraits.of(tokenizer.vocabulary()));
  }

  TextbookContexts contexts() {
    return new TextbookContexts(text, shape.lines());
  }

  /** Weights of the size that learning leads to. */
  Weights randomWeights() {
    Weights weights = Weights.zero(kinds());
    SplitMix64 random = SplitMix64.stream(seed, 1);
    for (Parameters each : weights.all()) {
      for (int i = 0; i < each.values().length; i++) {
        each.values()[i] = (float) (0.3 * random.nextGaussian());
      }
    }
    return weights;
  }

  /** The same model in plain words, of the same weights, that has counted nothing yet. */
  TextbookMixture textbook(Weights weights) {
    TextbookMixture textbook = new TextbookMixture(shape, vocabularySize());
    for (Parameters each : weights.all()) {
      double[] values = new double[each.values().length];
      for (int i = 0; i < values.length; i++) {
        values[i] = each.values()[i];
      }
      textbook.setWeights(each.name(), values);
    }
    return textbook;
  }

  /** The row that the gate has for the character before a position. */
  int foldedRow(int position) {
    History history = kinds().history();
    int[] tokens = tokens();
    for (int i = 0; i < position; i++) {
      history.advance(tokens[i]);
    }
    return history.folded() + 1;
  }
}
