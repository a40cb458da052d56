package dev.prose.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.random.SplitMix64;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "65, 1",
    "256, 1",
    "257, 2",
    "65536, 2",
    "65537, 4",
    "1112064, 4",
    "2147483647, 4"
  })
  void idsComeBackFromTheWidthTheVocabularyNeeds(int vocabularySize, int bytesPerToken) {
    int[] ids = new SplitMix64(3).ints(1000, 0, vocabularySize).toArray();
    ids[0] = vocabularySize - 1;
    Tokens tokens = Tokens.of(ids, vocabularySize);
    assertThat(tokens.bytesPerToken()).isEqualTo(bytesPerToken);
    assertThat(tokens.vocabularySize()).isEqualTo(vocabularySize);
    assertThat(tokens.size()).isEqualTo(1000);
    assertThat(tokens.toArray()).isEqualTo(ids);
    assertThat(tokens.at(0)).isEqualTo(vocabularySize - 1);

    Tokens slice = tokens.slice(100, 900).slice(50, 60);
    assertThat(slice.toArray()).isEqualTo(Arrays.copyOfRange(ids, 150, 160));
    int[] target = new int[5];
    slice.copyTo(7, target, 1, 3);
    assertThat(target).containsExactly(0, ids[157], ids[158], ids[159], 0);
  }

  @Test
  void aSliceDoesNotReachBeyondItself() {
    Tokens slice = Tokens.of(new int[] {1, 2, 3, 4}, 10).slice(1, 3);
    assertThat(slice.at(1)).isEqualTo(3);
    assertThatThrownBy(() -> slice.at(2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> slice.at(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> slice.slice(1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> slice.copyTo(1, new int[2], 0, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void idsOutsideTheVocabularyAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tokens.of(new int[] {0, 5}, 5))
        .withMessageContaining("token 5 at position 1");
    assertThatIllegalArgumentException().isThrownBy(() -> Tokens.of(new int[] {-1}, 5));
  }

  @Test
  void theSplitRoundsTheTrainPartDown() {
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
