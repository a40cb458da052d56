package dev.prose.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.random.SplitMix64;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RawBytesTest {
  @Test
  void aTextOfWholeCharactersIsItsUtf8() {
    for (long seed = 0; seed < 300; seed++) {
      SplitMix64 random = new SplitMix64(seed);
      StringBuilder text = new StringBuilder();
      byte[] oneByOne = new byte[RawBytes.MOST * 40];
      int size = 0;
      for (int i = 0; i < 40; i++) {
        int codePoint = random.nextInt(Character.MAX_CODE_POINT + 1) >>> random.nextInt(21);
        if (Character.getType(codePoint) != Character.SURROGATE) {
          text.appendCodePoint(codePoint);
          size = RawBytes.put(codePoint, oneByOne, size);
        }
      }
      byte[] expected = text.toString().getBytes(UTF_8);
      assertThat(RawBytes.of(text)).as("seed %d", seed).isEqualTo(expected);
      assertThat(Arrays.copyOf(oneByOne, size)).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  void aRawByteIsItself() {
    byte[] bytes = {'a', (byte) 0x80, (byte) 0xFF, (byte) 0xC3, 'b'};
    String text = new TextDecoder(UTF_8, OnMalformed.KEEP).decode(bytes, "file").text();
    assertThat(text).isEqualTo("a\uDC80\uDCFF\uDCC3b");
    assertThat(RawBytes.of(text)).isEqualTo(bytes);
  }

  @Test
  void halfASurrogatePairThatIsNoByteIsAReplacementCharacter() {
    assertThat(RawBytes.of("a\uD83D")).isEqualTo("a\uFFFD".getBytes(UTF_8));
    assertThat(RawBytes.of("\uDE42b\uD83D\uDE42")).isEqualTo("\uFFFDb\uD83D\uDE42".getBytes(UTF_8));
  }
}
