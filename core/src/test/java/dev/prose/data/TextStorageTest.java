package dev.prose.data;

import static dev.prose.data.TextStorage.IN_MEMORY;
import static dev.prose.data.TextStorage.STREAMED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TextStorageTest {
  private static final long MB = 1_000_000;
  private static final OptionalLong UNSAID = OptionalLong.empty();

  private static TextStorage of(long textBytes, OptionalLong memory, long maxMemory) {
    return TextStorage.of(OptionalLong.of(textBytes), memory, maxMemory);
  }

  @Test
  void aTextGoesIntoHalfTheHeap() {
    assertThat(of(0, UNSAID, 320 * MB)).isEqualTo(IN_MEMORY);
    assertThat(of(10 * MB, UNSAID, 320 * MB)).isEqualTo(IN_MEMORY);
    assertThat(of(10 * MB + 1, UNSAID, 320 * MB)).isEqualTo(STREAMED);
  }

  @Test
  void whatThePersonAllowsGoesBeforeThatButNotBeyondTheHeap() {
    assertThat(of(10 * MB, OptionalLong.of(160 * MB), 8000 * MB)).isEqualTo(IN_MEMORY);
    assertThat(of(10 * MB + 1, OptionalLong.of(160 * MB), 8000 * MB)).isEqualTo(STREAMED);
    assertThat(of(11 * MB, OptionalLong.of(8000 * MB), 160 * MB)).isEqualTo(STREAMED);
  }

  @Test
  void moreThanAnArrayHoldsIsStreamedWhateverTheHeap() {
    assertThat(of(Integer.MAX_VALUE, UNSAID, Long.MAX_VALUE)).isEqualTo(STREAMED);
    assertThat(of(Long.MAX_VALUE, UNSAID, Long.MAX_VALUE)).isEqualTo(STREAMED);
  }

  @Test
  void aTextOfUnknownSizeIsStreamedWhereALimitIsSet() {
    assertThat(TextStorage.of(UNSAID, UNSAID, 320 * MB)).isEqualTo(IN_MEMORY);
    assertThat(TextStorage.of(UNSAID, OptionalLong.of(MB), 320 * MB)).isEqualTo(STREAMED);
  }
}
