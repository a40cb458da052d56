package dev.prose.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.prose.eval.Evaluation;
import dev.prose.model.BigramModel;
import dev.prose.train.LearningRate.Decay;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LearningRateTest {
  /** nanoGPT's get_lr, as it stands there. */
  private static double nanoGpt(int it, double rate, int warmup, int decay, double min) {
    if (it < warmup) {
      return rate * (it + 1) / (warmup + 1);
    }
    if (it > decay) {
      return min;
    }
    double ratio = (double) (it - warmup) / (decay - warmup);
    return min + 0.5 * (1.0 + Math.cos(Math.PI * ratio)) * (rate - min);
  }

  @Test
  void theCosineIsNanoGpts() {
    LearningRate rate = new LearningRate(100, Decay.COSINE, 2000, 0.1);
    for (int it : new int[] {0, 1, 99, 100, 101, 1000, 1999, 2000, 2001, 1_000_000}) {
      assertThat(1e-3 * rate.factor(it))
          .as("step %d", it)
          .isCloseTo(nanoGpt(it, 1e-3, 100, 2000, 1e-4), within(1e-15));
    }
  }

  @Test
  void theLineAndTheConstantBeginAfterTheWarmUp() {
    LearningRate line = new LearningRate(2, Decay.LINEAR, 6, 0);
    double[] expected = {1 / 3.0, 2 / 3.0, 1, 0.75, 0.5, 0.25, 0, 0};
    for (int step = 0; step < expected.length; step++) {
      assertThat(line.factor(step)).isCloseTo(expected[step], within(1e-15));
    }
    assertThat(new LearningRate(1, Decay.NONE, 0, 0).factor(0)).isEqualTo(0.5);
    assertThat(new LearningRate(4, Decay.COSINE, 2, 0.1).factor(3)).isEqualTo(0.8);
    assertThat(new LearningRate(4, Decay.COSINE, 2, 0.1).factor(4)).isEqualTo(0.1);
    assertThat(LearningRate.CONSTANT.factor(0)).isEqualTo(1);
    assertThat(LearningRate.CONSTANT.factor(1 << 30)).isEqualTo(1);
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new LearningRate(-1, Decay.NONE, 0, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LearningRate(0, Decay.LINEAR, 10, 1.1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LearningRate(0, Decay.LINEAR, 10, Double.NaN));
  }

  @Test
  void clippingShortensWhatIsTooLong() {
    assertThat(new Clipping(1).factor(4)).isCloseTo(0.25f, within(1e-6f));
    assertThat(new Clipping(1).factor(0.5)).isEqualTo(1);
    assertThat(new Clipping(0).factor(1e30)).isEqualTo(1);
    assertThatIllegalArgumentException().isThrownBy(() -> new Clipping(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Clipping(Double.NaN));
    float[] large = {3e30f, 4e30f, 0, 0, 0};
    assertThat(Math.sqrt(Clipping.sumOfSquares(large, large.length))).isCloseTo(5e30, within(1e24));
  }

  private static TrainingEvent evaluated(int iteration, double loss) {
    Evaluation evaluation = new Evaluation(loss, 0, 1);
    return new TrainingEvent.Evaluated(
        iteration, BigramModel.random(2, 0), evaluation, Optional.of(evaluation));
  }

  @Test
  void aRunThatGoesOnStopsWhereItWouldHave() {
    EarlyStopping stopping = new EarlyStopping(2, 10, Double.POSITIVE_INFINITY, 0);
    double[] losses = {3, 2, 2.5, 1.9, 1.95, 1.9};
    for (int k = 0; k < losses.length; k++) {
      stopping.on(evaluated(10 * k, losses[k]));
      assertThat(stopping.getAsBoolean()).as("%d", k).isEqualTo(k == 5);
    }
    assertThat(stopping.bestIteration()).isEqualTo(30);
    assertThat(stopping.bestLoss()).isEqualTo(1.9);
    EarlyStopping resumed = new EarlyStopping(2, 10, 1.9, 30);
    resumed.on(evaluated(40, 1.95)); // once more
    assertThat(resumed.getAsBoolean()).isFalse();
    resumed.on(evaluated(50, 1.9));
    assertThat(resumed.getAsBoolean()).isTrue();
    EarlyStopping patient = new EarlyStopping(0, 10, 1.9, 30);
    patient.on(evaluated(1000, 5));
    assertThat(patient.getAsBoolean()).isFalse();
  }
}
