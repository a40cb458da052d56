package dev.prose.expert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.prose.neural.Weight;
import dev.prose.neural.Weights;
import dev.prose.numeric.Tensor;
import dev.prose.text.InvalidDataException;
import dev.prose.train.LearnerState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AveragedWeightsTest {
  private static Weights weights(float... row) {
    return new Weights(
        List.of(
            new Weight("one", Weight.Role.TABLE, new float[][] {row, {row[0] - 1, row[1] + 1}})));
  }

  /** Over all steps at first, then each step counts a share, and those before it the rest. */
  @Test
  void itIsTheMeanOfTheLastSteps() {
    AveragedWeights average = new AveragedWeights(3, weights(99, 99));
    double expected = 0;
    for (int step = 1; step <= 20; step++) {
      float value = step * step;
      average.add(weights(value, -value), step);
      double share = 1.0 / Math.min(step, 3);
      expected = (1 - share) * expected + share * value;
      float[][] mean = average.mean().matrix("one");
      assertThat((double) mean[0][0]).isCloseTo(expected, within(1e-4));
      assertThat((double) mean[0][1]).isCloseTo(-expected, within(1e-4));
      assertThat((double) mean[1][1]).isCloseTo(1 - expected, within(1e-4));
      if (step == 3) {
        assertThat(expected).isCloseTo((1 + 4 + 9) / 3.0, within(1e-12));
      }
    }
  }

  @Test
  void theLastStepIsInTheState() {
    Weights last = weights(3, 4);
    LearnerState state =
        AveragedWeights.withLast(
            new LearnerState("AdamW", 5, Map.of("other", new Tensor(new int[] {1}, new float[1]))),
            last);
    assertThat(state.steps()).isEqualTo(5);
    assertThat(state.tensors()).containsOnlyKeys("other", "last.one");
    assertThat(AveragedWeights.last(state, weights(0, 0)).matrix("one"))
        .isEqualTo(last.matrix("one"));
  }

  @Test
  void aStateWithoutSoundWeightsIsRefused() {
    assertThatThrownBy(
            () -> AveragedWeights.last(new LearnerState("AdamW", 5, Map.of()), weights(0, 0)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("last.one");
    LearnerState state =
        AveragedWeights.withLast(new LearnerState("AdamW", 5, Map.of()), weights(3, Float.NaN));
    assertThatThrownBy(() -> AveragedWeights.last(state, weights(0, 0)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("last.one")
        .hasMessageContaining("NaN");
    Map<String, Tensor> other = new LinkedHashMap<>();
    other.put("last.one", new Tensor(new int[] {3, 2}, new float[6]));
    assertThatThrownBy(
            () -> AveragedWeights.last(new LearnerState("AdamW", 5, other), weights(0, 0)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("shape");
  }
}
