package dev.prose.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {
  @Test
  void theTrainPartIsRoundedDown() {
    Tokens tokens = Tokens.of(new int[1_115_394], 65);
    Split split = Split.of(tokens, Split.DEFAULT_TRAIN_FRACTION);
    assertThat(split.train().size()).isEqualTo(1_003_854);
    assertThat(split.validation().size()).isEqualTo(111_540);

    Split small = Split.of(Tokens.of(new int[] {1, 2, 3}, 4), 0.5);
    assertThat(small.train().toArray()).containsExactly(1);
    assertThat(small.validation().toArray()).containsExactly(2, 3);
    for (double fraction : new double[] {0, 1.1, -0.1, Double.NaN}) {
      assertThatIllegalArgumentException().isThrownBy(() -> Split.of(tokens, fraction));
    }
  }

  @Test
  void allMayTrain() {
    Split split = Split.of(Tokens.of(new int[] {1, 2, 3}, 4), 1);
    assertThat(split.train().toArray()).containsExactly(1, 2, 3);
    assertThat(split.validation().size()).isZero();
    assertThat(split.validates()).isFalse();
    assertThat(Split.of(Tokens.of(new int[] {1, 2, 3}, 4), 0.9).validates()).isTrue();
  }

  /** The token 0 ends a line. */
  @ParameterizedTest
  @CsvSource({
    "1 0 2 2 0 3 0, 0.5, 2", // at 2 as near as at 5 to 3: the earlier
    "1 0 2 2 0 3 0, 0.6, 5",
    "1 0 2 2 0 3 0, 0.99, 5", // each part has a line
    "1 0 2 2 0 3 0, 0.01, 2",
    "1 0 2 2 0 3, 0.99, 5", // the last line has no end
    "1 0 2 2 0 3 0, 1, 7",
    "0 0 0 0, 0.5, 2",
    "1 2 3 0, 0.5, 4", // one line
    "1 2 3, 0.1, 3"
  })
  void aListIsCutAtTheNearestLineEnd(String ids, double fraction, int train) {
    int[] all = Arrays.stream(ids.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    Split split = Split.ofLines(Tokens.of(all, 4), 0, fraction);
    assertThat(split.train().toArray()).isEqualTo(Arrays.copyOf(all, train));
    assertThat(split.validation().toArray()).isEqualTo(Arrays.copyOfRange(all, train, all.length));
  }

  @Test
  void aListsFractionIsCheckedToo() {
    Tokens tokens = Tokens.of(new int[] {1, 0, 1, 0}, 2);
    for (double fraction : new double[] {0, 1.1, Double.NaN}) {
      assertThatIllegalArgumentException().isThrownBy(() -> Split.ofLines(tokens, 0, fraction));
    }
  }
}
