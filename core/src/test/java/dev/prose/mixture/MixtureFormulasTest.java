package dev.prose.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.random.SplitMix64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Mixtures against their formulas, and what they learn against finite differences. */
class MixtureFormulasTest {
  private static final int TEXTS = 16;
  private static final int WEIGHTS_A_GROUP = 40;

  private static void forEachText(Consumer<MixtureText> test) {
    for (long seed = 0; seed < TEXTS; seed++) {
      test.accept(MixtureText.of(seed, seed % 4 == 3));
    }
  }

  @Test
  void aCursorFollowsTheFormulas() {
    forEachText(text -> {
      Weights weights = text.randomWeights();
      TextbookMixture textbook = text.textbook(weights);
      int[] tokens = text.tokens();
      textbook.count(tokens, text.contexts(), position -> true);
      Mixture model = new Mixture(text.kinds(), text.counted().counts(), weights);
      MixtureCursor cursor = model.cursor();
      for (int position = 0; position < tokens.length; position++) {
        double[] expected =
            textbook.logProbabilities(tokens, text.contexts(), position, text.foldedRow(position));
        for (int symbol = 0; symbol < expected.length; symbol++) {
          assertThat(cursor.logProbability(symbol))
              .as("seed %d, position %d, symbol %d", text.seed(), position, symbol)
              .isCloseTo(expected[symbol], within(2e-4));
        }
        cursor.advance(tokens[position]);
      }
    });
  }

  @Test
  void whatIsTakenOutWasNeverCounted() {
    forEachText(text -> {
      int[] tokens = text.tokens();
      SplitMix64 random = SplitMix64.stream(text.seed(), 2);
      int from = random.nextInt(tokens.length);
      int to = from + random.nextInt(tokens.length - from + 1);
      TextbookMixture textbook = text.textbook(text.randomWeights());
      textbook.count(tokens, text.contexts(), position -> position < from || position >= to);
      text.counted().remove(from, to);
      Votes votes = new Votes(text.kinds().size());
      for (int position = 0; position < tokens.length; position++) {
        text.counted().look(position, votes);
        for (int kind = 0; kind < text.kinds().counted().size(); kind++) {
          Map<Integer, Integer> counts = new HashMap<>();
          for (int entry = votes.begin(kind); entry < votes.end[kind]; entry++) {
            counts.put(votes.symbols[entry], votes.counts[entry]);
          }
          assertThat(counts)
              .as("seed %d, position %d", text.seed(), position)
              .isEqualTo(
                  textbook.counts(
                      text.kinds().counted().get(kind).name(), tokens, text.contexts(), position));
        }
      }
    });
  }

  /** A step of Adagrad tells the gradient: it is the step times the root of the new sum. */
  @Test
  void aStepGoesAlongTheGradient() {
    forEachText(text -> {
      int[] tokens = text.tokens();
      SplitMix64 random = SplitMix64.stream(text.seed(), 3);
      int position = random.nextInt(tokens.length);
      Weights before = text.randomWeights();
      Weights after = before.copy();
      Votes votes = new Votes(text.kinds().size());
      text.counted().look(position, votes);
      new Voting(text.vocabularySize()).vote(votes);
      new Learning(after).step(votes, 1e-3f);
      TextbookMixture textbook = text.textbook(before);
      textbook.count(tokens, text.contexts(), each -> true);
      for (int group = 0; group < before.all().size(); group++) {
        Parameters old = before.all().get(group);
        Parameters learned = after.all().get(group);
        double[] values = textbook.weights(old.name());
        for (int n = 0; n < WEIGHTS_A_GROUP; n++) {
          int i = random.nextInt(values.length);
          double value = values[i];
          values[i] = value + 1e-4;
          double above = logProbability(textbook, text, tokens, position);
          values[i] = value - 1e-4;
          double below = logProbability(textbook, text, tokens, position);
          values[i] = value;
          double gradient = (above - below) / 2e-4;
          double rate = old.name().startsWith("gate") ? 0.3e-3 : 1e-3;
          double root = Math.sqrt(learned.sums()[sumOf(old, i)]);
          double step = (learned.values()[i] - old.values()[i]) * root / rate;
          assertThat(step)
              .as("seed %d, position %d, %s %d", text.seed(), position, old.name(), i)
              .isCloseTo(gradient, within(2e-3));
        }
      }
    });
  }

  private static double logProbability(
      TextbookMixture textbook, MixtureText text, int[] tokens, int position) {
    return textbook
        .logProbabilities(tokens, text.contexts(), position, text.foldedRow(position))[
        tokens[position]];
  }

  private static int sumOf(Parameters parameters, int i) {
    int columns = parameters.shape()[parameters.shape().length - 1];
    return switch (parameters.name()) {
      case "gate_in", "gate_out" -> i % columns;
      case "gate_character" -> i / columns;
      default -> i;
    };
  }
}
