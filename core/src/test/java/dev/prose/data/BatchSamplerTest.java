package dev.prose.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BatchSamplerTest {
  /** Tokens that are their own positions. */
  private static Tokens positions(int size) {
    int[] ids = new int[size];
    Arrays.setAll(ids, i -> i);
    return Tokens.of(ids, size);
  }

  @Test
  void targetsAreTheInputsShiftedByOne() {
    Batch batch = new BatchSampler("train", positions(1000), 32, 8, 1).batch(0);
    for (int b = 0; b < 32; b++) {
      int start = batch.input(b)[0];
      for (int t = 0; t < 8; t++) {
        assertThat(batch.input(b)[t]).isEqualTo(start + t);
        assertThat(batch.target(b)[t]).isEqualTo(start + t + 1);
        assertThat(batch.inputs()[b * 8 + t]).isEqualTo(start + t);
        assertThat(batch.targets()[b * 8 + t]).isEqualTo(start + t + 1);
      }
    }
  }

  @Test
  void windowsStartAnywhereWithEqualProbability() {
    int size = 20;
    int block = 8;
    BatchSampler sampler = new BatchSampler("train", positions(size), 32, block, 7);
    int[] starts = new int[size];
    int steps = 3000;
    for (int step = 0; step < steps; step++) {
      Batch batch = sampler.batch(step);
      for (int b = 0; b < 32; b++) {
        starts[batch.input(b)[0]]++;
      }
    }
    double expected = steps * 32.0 / (size - block);
    double chiSquare = 0;
    for (int start = 0; start < size; start++) {
      if (start < size - block) {
        chiSquare += Math.pow(starts[start] - expected, 2) / expected;
      } else {
        assertThat(starts[start]).isZero();
      }
    }
    assertThat(chiSquare).as("11 degrees of freedom, 99.9%% quantile").isLessThan(31.26);
  }

  @Test
  void aBatchDependsOnSeedAndStepAlone() {
    Tokens tokens = positions(10_000);
    BatchSampler sampler = new BatchSampler("train", tokens, 4, 3, 42);
    int[] fifth = sampler.batch(5).inputs();
    sampler.batch(6);
    assertThat(sampler.batch(5).inputs()).isEqualTo(fifth);
    assertThat(new BatchSampler("train", tokens, 4, 3, 42).batch(5).inputs()).isEqualTo(fifth);
    assertThat(sampler.batch(6).inputs()).isNotEqualTo(fifth);
    assertThat(new BatchSampler("train", tokens, 4, 3, 43).batch(5).inputs()).isNotEqualTo(fifth);
  }

  @Test
  void aTextTooShortIsRefusedWithBothNumbers() {
    assertThat(new BatchSampler("train", positions(9), 1, 8, 0).batch(0).input(0)[0]).isZero();
    assertThatThrownBy(() -> new BatchSampler("validation", positions(8), 1, 8, 0))
        .isInstanceOfSatisfying(ShortSplitException.class, e -> assertThat(e.tokens()).isEqualTo(8))
        .hasMessage("the validation split has 8 tokens, but a block size of 8 needs at least 9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BatchSampler("train", positions(9), 0, 8, 0));
  }
}
