package dev.prose.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

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
    for (double fraction : new double[] {0, 1, -0.1, Double.NaN}) {
      assertThatIllegalArgumentException().isThrownBy(() -> Split.of(tokens, fraction));
    }
  }
}
