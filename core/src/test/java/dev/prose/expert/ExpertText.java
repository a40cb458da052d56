package dev.prose.expert;

import dev.prose.data.Tokens;
import dev.prose.mixture.MixtureOptions;
import dev.prose.mixture.MixtureTrainer;
import dev.prose.neural.LineStarts;
import dev.prose.neural.NeuralModel;
import dev.prose.neural.Weight;
import dev.prose.neural.Weights;
import dev.prose.neural.recurrent.Gru;
import dev.prose.random.SplitMix64;
import dev.prose.token.chars.CharTokenizer;

/**
 * A small text, a mixture that has learned it, and networks for it.
 *
 * @param lines whether each line is a text of its own
 */
record ExpertText(String text, CharTokenizer tokenizer, boolean lines) {
  static final ExpertText WORDS = of(words(600), false);

  private static final int WIDTH = 5;

  static ExpertText of(String text, boolean lines) {
    return new ExpertText(text, CharTokenizer.of(text), lines);
  }

  /** Some words in random order, in lines. */
  static String words(int count) {
    String[] words = {"to", "be", "or", "not", "queen", "King", "a", "eye"};
    SplitMix64 random = new SplitMix64(count);
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= count; i++) {
      text.append(words[random.nextInt(words.length)]).append(i % 9 == 0 ? "\n" : " ");
    }
    return text.toString();
  }

  Tokens tokens() {
    return Tokens.of(tokenizer.encode(text), tokenizer.vocabularySize());
  }

  LineStarts lineStarts() {
    return lines ? new LineStarts(tokenizer.token("\n")) : LineStarts.NONE;
  }

  MixtureTrainer mixture(String contexts) {
    MixtureOptions options = MixtureOptions.of(contexts, lines, text.length(), 1).withHidden(4);
    MixtureTrainer trainer = new MixtureTrainer(tokens(), tokenizer.vocabulary(), options);
    trainer.train((blocks, nats) -> {}, () -> false);
    return trainer;
  }

  /** A network that expects something. */
  NeuralModel network(long seed) {
    Gru network = new Gru(tokenizer.vocabularySize(), WIDTH, 1, 0.1);
    Weights weights = network.initial(seed);
    SplitMix64 random = new SplitMix64(seed);
    for (Weight weight : weights.all()) {
      for (float[] row : weight.values()) {
        for (int i = 0; i < row.length; i++) {
          row[i] += (float) (0.5 * random.nextGaussian());
        }
      }
    }
    return NeuralModel.takingOver(network, weights, lineStarts());
  }

  MixtureWithExpert model(Trust trust) {
    return new MixtureWithExpert(mixture("small").model(), network(7), trust);
  }
}
