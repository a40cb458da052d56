package dev.prose.neural.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.neural.LineStarts;
import dev.prose.neural.Reader;
import java.util.Arrays;

/** Compares readers with textbooks, and checks where they look. */
final class ReadingCheck {
  private ReadingCheck() {}

  /** Compares the logits after the last tokens with those of the textbook for a whole context. */
  static void logits(Reader reader, int[] read, TextbookTransformer textbook, int[] context) {
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
