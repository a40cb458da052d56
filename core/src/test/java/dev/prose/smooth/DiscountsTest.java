package dev.prose.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.prose.column.IntColumn;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiscountsTest {
  /** So many n-grams that count 1, 2, 3, 4, ... times, and ten that do not occur. */
  private static IntColumn counts(int... kinds) {
    return IntColumn.of(
        Integer.BYTES,
        IntStream.rangeClosed(0, kinds.length)
            .flatMap(
                count -> IntStream.generate(() -> count).limit(count == 0 ? 10 : kinds[count - 1]))
            .toArray());
  }

  @Test
  void areChenAndGoodmansEstimates() {
    // Y = 600 / (600 + 2 200) = 0.6
    Discounts discounts = Discounts.modified(counts(600, 200, 120, 80, 500));
    assertThat(discounts.once()).isCloseTo(1 - 2 * 0.6 * 200 / 600, within(1e-15));
    assertThat(discounts.twice()).isCloseTo(2 - 3 * 0.6 * 120 / 200, within(1e-15));
    assertThat(discounts.more()).isCloseTo(3 - 4 * 0.6 * 80 / 120, within(1e-15));
  }

  @Test
  void areHalfACountWhereTooFewNGramsCountLittle() {
    assertThat(Discounts.modified(counts(600, 200, 120, 79, 5000))).isEqualTo(Discounts.FALLBACK);
    assertThat(Discounts.canBeTold(counts(600, 200, 120, 79, 5000))).isFalse();
    assertThat(Discounts.canBeTold(counts(600, 200, 120, 80))).isTrue();
    assertThat(Discounts.modified(counts())).isEqualTo(Discounts.FALLBACK);
  }

  @Test
  void areHalfACountWhereTheEstimatesMakeNoSense() {
    for (IntColumn counts :
        new IntColumn[] {
          counts(0, 2000, 500, 100), // none counts once
          counts(2000, 0, 500, 100),
          counts(2000, 500, 0, 100),
          counts(2000, 0, 0, 0),
          counts(0, 0, 0, 2000),
          counts(100, 1000, 2000, 4000), // D2 would be negative
          counts(1000, 400, 200, 1000), // D3 would be negative
          counts(2000, 500, 500, 10) // of a count of 2 nothing would be left, of 1 more than half
        }) {
      assertThat(Discounts.modified(counts)).isEqualTo(Discounts.FALLBACK);
    }
  }

  @Test
  void whatCountsMostStillDoesAfterDiscounting() {
    // All n-grams of five kinds of counts of counts, from 1 on: whatever they are, the result
    // holds.
    int[] some = {1, 30, 300, 1000, 3000};
    for (int i = 0; i < 625; i++) {
      Discounts d =
          Discounts.modified(counts(some[i % 5], some[i / 5 % 5], some[i / 25 % 5], some[i / 125]));
      assertThat(d.once()).isBetween(0.0, 1.0);
      assertThat(2 - d.twice()).isGreaterThan(1 - d.once());
      assertThat(3 - d.more()).isGreaterThan(2 - d.twice());
    }
  }

  @Test
  void oneForAllCountsIsNeyEssenAndKneser() {
    assertThat(Discounts.absolute(counts(6, 2))).isEqualTo(Discounts.absolute(0.6));
    assertThat(Discounts.absolute(counts(6))).isEqualTo(Discounts.absolute(1));
    assertThat(Discounts.absolute(counts(0, 7))).isEqualTo(Discounts.FALLBACK);
    assertThat(Discounts.absolute(counts())).isEqualTo(Discounts.FALLBACK);
  }

  @Test
  void moreThanWhatItIsTakenFromIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Discounts(1.01, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Discounts(1, 2.01, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Discounts(1, 1, 3.01));
    assertThatIllegalArgumentException().isThrownBy(() -> new Discounts(-0.01, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Discounts(1, Double.NaN, 1));
  }
}
