package dev.prose.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.prose.data.Batch;
import dev.prose.random.SplitMix64;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What every language model does. */
public abstract class LanguageModelContract {
  protected abstract LanguageModel model();

  private float[] predictionAfter(int... tokens) {
    Cursor cursor = model().cursor();
    for (int token : tokens) {
      cursor.advance(token);
    }
    float[] logProbabilities = new float[model().vocabularySize()];
    cursor.logProbabilities(logProbabilities);
    return logProbabilities;
  }

  @Test
  void probabilitiesSumToOneAfterEveryContext() {
    for (long seed = 0; seed < 50; seed++) {
      SplitMix64 random = new SplitMix64(seed);
      int[] context = random.ints(random.nextInt(10), 0, model().vocabularySize()).toArray();
      double sum = 0;
      for (float logProbability : predictionAfter(context)) {
        sum += Math.exp(logProbability);
      }
      assertThat(sum).as("seed %d", seed).isCloseTo(1, within(1e-5));
    }
  }

  @Test
  void askingDoesNotMoveTheCursor() {
    Cursor cursor = model().cursor();
    cursor.advance(0);
    float[] first = new float[model().vocabularySize()];
    float[] second = new float[model().vocabularySize()];
    cursor.logProbabilities(first);
    cursor.logProbabilities(second);
    assertThat(second).isEqualTo(first).isEqualTo(predictionAfter(0));
  }

  @Test
  void aTokenAskedForAloneIsAsLikelyAsAmongAll() {
    for (long seed = 0; seed < 20; seed++) {
      SplitMix64 random = new SplitMix64(seed);
      int size = model().vocabularySize();
      Cursor cursor = model().cursor();
      float[] all = new float[size];
      for (int next : random.ints(8, 0, size).toArray()) {
        cursor.logProbabilities(all);
        // Any one before the next, so that what was asked for and what comes can differ.
        for (int token : new int[] {random.nextInt(size), random.nextInt(size)}) {
          assertThat(cursor.logProbability(token))
              .as("seed %d", seed)
              .isCloseTo(all[token], within(1e-5));
        }
        cursor.advance(next);
      }
    }
  }

  @Test
  void theWayAlongASequenceDoesNotDependOnWhatIsAskedFor() {
    int[] tokens = new SplitMix64(3).ints(20, 0, model().vocabularySize()).toArray();
    Cursor asking = model().cursor();
    float[] logProbabilities = new float[model().vocabularySize()];
    for (int i = 0; i < tokens.length; i++) {
      asking.logProbability(tokens[(i + 7) % tokens.length]);
      if (i % 2 == 0) {
        asking.logProbability(tokens[i]);
      }
      asking.advance(tokens[i]);
      asking.logProbabilities(logProbabilities);
      assertThat(logProbabilities).isEqualTo(predictionAfter(Arrays.copyOf(tokens, i + 1)));
    }
  }

  @Test
  void cursorsDoNotDisturbEachOther() {
    int last = model().vocabularySize() - 1;
    Cursor one = model().cursor();
    Cursor other = model().cursor();
    one.advance(0);
    other.advance(last);
    float[] logProbabilities = new float[model().vocabularySize()];
    one.logProbabilities(logProbabilities);
    assertThat(logProbabilities).isEqualTo(predictionAfter(0));
    other.logProbabilities(logProbabilities);
    assertThat(logProbabilities).isEqualTo(predictionAfter(last));
  }

  @Test
  void theLossOfABatchIsTheMeanSurpriseOfItsTargets() {
    SplitMix64 random = new SplitMix64(9);
    int[] inputs = random.ints(12, 0, model().vocabularySize()).toArray();
    int[] targets = random.ints(12, 0, model().vocabularySize()).toArray();
    double sum = 0;
    for (int b = 0; b < 3; b++) {
      for (int t = 0; t < 4; t++) {
        int[] seen = Arrays.copyOfRange(inputs, b * 4, b * 4 + t + 1);
        sum -= predictionAfter(seen)[targets[b * 4 + t]];
      }
    }
    assertThat(model().loss(new Batch(3, 4, inputs, targets))).isCloseTo(sum / 12, within(1e-5));
  }

  @Test
  void whatIsOutOfRangeIsRefused() {
    Cursor cursor = model().cursor();
    assertThatThrownBy(() -> cursor.advance(model().vocabularySize()))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> cursor.advance(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> cursor.logProbability(-1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> cursor.logProbability(model().vocabularySize()))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void anArrayOfAnotherSizeIsRefusedInTheSameWords() {
    int size = model().vocabularySize();
    Cursor cursor = model().cursor();
    for (int length : new int[] {0, size - 1, size + 1}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> cursor.logProbabilities(new float[length]))
          .withMessage(
              "the target has room for %d tokens, but the vocabulary has %d", length, size);
    }
    assertThatIllegalArgumentException()
        .as("after a token too")
        .isThrownBy(() -> {
          cursor.advance(0);
          cursor.logProbabilities(new float[size + 1]);
        });
  }
}
