package dev.prose.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.random.SplitMix64;
import java.math.BigDecimal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NatSumTest {
  private static final int SIZE = 10_000;

  private static double[] surprisals() {
    SplitMix64 random = new SplitMix64(3);
    double[] surprisals = new double[SIZE];
    Arrays.setAll(
        surprisals, i -> -Math.log(random.nextDouble()) * Math.pow(10, random.nextInt(6) - 3));
    surprisals[7] = -1e-17; // of a probability that rounding has carried above 1
    surprisals[8] = 0;
    surprisals[9] = Double.MIN_VALUE;
    return surprisals;
  }

  private static NatSum of(double[] numbers, int from, int to) {
    NatSum sum = new NatSum();
    for (int i = from; i < to; i++) {
      sum.add(numbers[i]);
    }
    return sum;
  }

  @Test
  void isTheExactSumRounded() {
    double[] numbers = surprisals();
    BigDecimal exact =
        Arrays.stream(numbers).mapToObj(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    double total = of(numbers, 0, SIZE).total();
    assertThat(Math.abs(total - exact.doubleValue())).isLessThanOrEqualTo(Math.ulp(total));
  }

  @Test
  void doesNotDependOnTheOrder() {
    double[] numbers = surprisals();
    double[] backwards = new double[SIZE];
    Arrays.setAll(backwards, i -> numbers[SIZE - 1 - i]);
    double total = of(numbers, 0, SIZE).total();
    assertThat(of(backwards, 0, SIZE).total()).isEqualTo(total);
    NatSum parts = new NatSum();
    for (int from = SIZE - 1000; from >= 0; from -= 1000) {
      parts.add(of(numbers, from, from + 1000));
    }
    assertThat(parts.total()).isEqualTo(total);
    // Added one after the other, doubles do depend on it, or this would say nothing.
    assertThat(Arrays.stream(numbers).reduce(0, Double::sum))
        .isNotEqualTo(Arrays.stream(backwards).reduce(0, Double::sum));
  }

  @Test
  void whatIsRuledOutIsInfinite() {
    for (double ruledOut : new double[] {Double.POSITIVE_INFINITY, 1e300}) {
      NatSum sum = of(new double[] {1, ruledOut, 2}, 0, 3);
      assertThat(sum.total()).isEqualTo(Double.POSITIVE_INFINITY);
      NatSum other = new NatSum();
      other.add(sum);
      assertThat(other.total()).isEqualTo(Double.POSITIVE_INFINITY);
    }
    assertThat(of(new double[] {1, Double.NaN, Double.POSITIVE_INFINITY}, 0, 3).total()).isNaN();
  }
}
