package dev.prose.neural.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.model.Cursor;
import dev.prose.model.SequenceScorer;
import dev.prose.neural.LineStarts;
import dev.prose.neural.NeuralModel;
import dev.prose.neural.Reader;
import dev.prose.neural.Weights;
import java.util.Arrays;

/** Compares readers with textbooks, and scorers with readers. */
final class ReadingCheck {
  private ReadingCheck() {}

  /** Compares the logits after the last tokens with those of the textbook for a whole context. */
  static void logits(Reader reader, int[] read, Textbook textbook, int[] context) {
    reader.restart();
    for (int token : read) {
      reader.read(token);
    }
    double[][] expected = textbook.logits(context, LineStarts.NONE);
    float[] logits = new float[expected[0].length];
    reader.logits(logits);
    for (int token = 0; token < logits.length; token++) {
      assertThat((double) logits[token])
          .as("token %d after %s", token, Arrays.toString(read))
          .isCloseTo(expected[context.length - 1][token], within(1e-4));
    }
  }

  /** Scores in calls of many sizes, and compares with a cursor. */
  static void scores(Transformer network, Weights weights, LineStarts lines, int... tokens) {
    SequenceScorer scorer = network.scorer(weights, lines, tokens.length).orElseThrow();
    Cursor cursor = new NeuralModel(network, weights, lines).cursor();
    double[] surprisals = new double[tokens.length];
    int call = 1;
    for (int from = 0; from < tokens.length; from += call) {
      call = Math.min(3 * call % 1_009, tokens.length - from);
      scorer.score(Arrays.copyOfRange(tokens, from, from + call), call, surprisals);
      for (int i = 0; i < call; i++) {
        assertThat(surprisals[i])
            .as("token %d", from + i)
            .isCloseTo(-cursor.logProbability(tokens[from + i]), within(1e-4));
        cursor.advance(tokens[from + i]);
      }
    }
  }

  /** Checks that what each head looks at adds up to 1, and is nothing but the places given. */
  static void attention(float[][][] attention, int from) {
    for (float[][] layer : attention) {
      for (float[] head : layer) {
        double sum = 0;
        for (int place = 0; place < head.length; place++) {
          assertThat(head[place] > 0).as("place %d", place).isEqualTo(place >= from);
          sum += head[place];
        }
        assertThat(sum).isCloseTo(1, within(1e-5));
      }
    }
  }
}
