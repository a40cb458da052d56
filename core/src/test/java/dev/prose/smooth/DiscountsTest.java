package dev.prose.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.prose.column.IntColumn;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiscountsTest {
  private static final Discounts HALF = Discounts.absolute(0.5); // of a count

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
  void areHalfACountWhereMostNGramsCountMuchAndFewCountLittle() {
    assertThat(Discounts.modified(counts(600, 200, 120, 79, 5000))).isEqualTo(HALF);
    assertThat(Discounts.modified(counts(600, 200, 120, 80, 5000))).isNotEqualTo(HALF);
    assertThat(Discounts.modified(counts())).isEqualTo(HALF);
  }

  @Test
  void areEstimatedFromFewNGramsWhereNearlyAllCountLittle() {
    // Of 40 n-grams 2 count more than 4 times, or 3.
    assertThat(Discounts.modified(counts(20, 9, 6, 3, 2)).once())
        .isCloseTo(20 / (20 + 2 * 9.0), within(1e-15));
    assertThat(Discounts.modified(counts(19, 9, 6, 3, 3))).isEqualTo(HALF);
  }

  @Test
  void canBeFittedWhereAThousandNGramsCountLittle() {
    assertThat(Discounts.canBeFitted(counts(600, 200, 120, 79, 5000))).isFalse();
    assertThat(Discounts.canBeFitted(counts(600, 200, 120, 80))).isTrue();
  }

  // KenLM: lm/builder/adjust_counts.cc, StatCollector::CalculateDiscounts.
  @Test
  void areRefusedWhereKenLmRefusesThem() {
    for (IntColumn counts :
        new IntColumn[] {
          counts(0, 2000, 500, 100), // none counts once
          counts(0, 0, 0, 2000),
          counts(1000, 300, 1500, 100), // D2 would be negative
          counts(1000, 400, 200, 1000) // D3 would be negative
        }) {
      assertThat(Discounts.modified(counts)).isEqualTo(HALF);
    }
    // Of a count of 2 all remains and of 3 hardly anything, which KenLM takes.
    Discounts taken = Discounts.modified(counts(2000, 500, 500, 10));
    assertThat(taken.twice()).isCloseTo(0, within(1e-15));
    assertThat(taken.more()).isCloseTo(3 - 4 * (2.0 / 3) * 10 / 500, within(1e-15));
  }

  @Test
  void areTheShareOfSinglesWhereTheyCannotBeEstimated() {
    assertThat(Discounts.modified(counts(2000, 0, 500, 100)))
        .isEqualTo(Discounts.absolute(2000.5 / 2601));
    assertThat(Discounts.modified(counts(2000, 500, 0, 100)))
        .isEqualTo(Discounts.absolute(2000.5 / 2601));
    assertThat(Discounts.modified(counts(2000))).isEqualTo(Discounts.absolute(2000.5 / 2001));
    assertThat(Discounts.modified(counts(1))).isEqualTo(Discounts.absolute(0.75));
  }

  @Test
  void neverTakeMoreThanThereIsNorAllOfWhatCountsOnce() {
    int[] some = {0, 1, 30, 300, 1000, 3000};
    for (int i = 0; i < 6 * 6 * 6 * 6; i++) {
      Discounts d =
          Discounts.modified(counts(some[i % 6], some[i / 6 % 6], some[i / 36 % 6], some[i / 216]));
      assertThat(d.once()).isGreaterThan(0).isLessThan(1);
      assertThat(d.twice()).isBetween(0.0, 2.0);
      assertThat(d.more()).isBetween(0.0, 3.0);
    }
  }

  @Test
  void oneForAllCountsIsNeyEssenAndKneser() {
    assertThat(Discounts.absolute(counts(6, 2))).isEqualTo(Discounts.absolute(0.6));
    assertThat(Discounts.absolute(counts(6))).isEqualTo(Discounts.absolute(1));
    assertThat(Discounts.absolute(counts(0, 7))).isEqualTo(HALF);
    assertThat(Discounts.absolute(counts())).isEqualTo(HALF);
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
