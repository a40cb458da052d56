package dev.prose.smooth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeldOutTest {
  @Test
  void whatIsTakenWholeLeavesNothingNegative() {
    // 3 / 6 and 3 times 1 / 6 are not the same number in single precision.
    double[] discounts = {0, 1, 2, 3};
    for (int total = 4; total < 5000; total++) {
      HeldOut heldOut = new HeldOut(1, 1, Integer.MAX_VALUE);
      heldOut.set(0, 0, 3, total, new int[] {0, 0, 0, 1});
      heldOut.begin(new double[][] {discounts});
      heldOut.extend(discounts, 0);
      assertThat(heldOut.meanLogLikelihood()).as("3 of %d", total).isFinite();
    }
  }
}
