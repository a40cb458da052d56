package dev.prose.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.random.SplitMix64;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every kind of {@link Tokens} does. */
abstract class TokensContract {
  private static final int MANY = 10_000; // more than any implementation copies at a time

  /** Tokens with these ids; they stay of use until the test is over. */
  abstract Tokens tokens(int[] ids, int vocabularySize) throws IOException;

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
  void idsComeBackFromTheWidthTheVocabularyNeeds(int vocabularySize, int bytesPerToken)
      throws IOException {
    int[] ids = new SplitMix64(3).ints(MANY, 0, vocabularySize).toArray();
    ids[0] = vocabularySize - 1;
    Tokens tokens = tokens(ids, vocabularySize);
    assertThat(tokens.bytesPerToken()).isEqualTo(bytesPerToken);
    assertThat(tokens.vocabularySize()).isEqualTo(vocabularySize);
    assertThat(tokens.size()).isEqualTo(MANY);
    assertThat(tokens.toArray()).isEqualTo(ids);
    for (int position = 0; position < 100; position++) {
      assertThat(tokens.at(position)).isEqualTo(ids[position]);
    }

    Tokens slice = tokens.slice(100, 9_900).slice(50, 60);
    assertThat(slice.toArray()).isEqualTo(Arrays.copyOfRange(ids, 150, 160));
    assertThat(slice.at(9)).isEqualTo(ids[159]);
    int[] target = new int[5];
    slice.copyTo(7, target, 1, 3);
    assertThat(target).containsExactly(0, ids[157], ids[158], ids[159], 0);
  }

  @Test
  void aSliceDoesNotReachBeyondItself() throws IOException {
    Tokens slice = tokens(new int[] {1, 2, 3, 4}, 10).slice(1, 3);
    assertThat(slice.at(1)).isEqualTo(3);
    assertThatThrownBy(() -> slice.at(2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> slice.at(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> slice.slice(1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> slice.copyTo(1, new int[2], 0, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> slice.copyTo(0, new int[2], 1, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void noTokensAreTokensToo() throws IOException {
    Tokens none = tokens(new int[0], 10);
    assertThat(none.size()).isZero();
    assertThat(none.toArray()).isEmpty();
    assertThat(none.slice(0, 0).size()).isZero();
    assertThatThrownBy(() -> none.at(0)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
