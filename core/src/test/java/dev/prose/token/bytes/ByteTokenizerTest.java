package dev.prose.token.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.random.SplitMix64;
import dev.prose.text.OnMalformed;
import dev.prose.text.TextDecoder;
import dev.prose.token.RandomText;
import dev.prose.token.Tokenizer;
import dev.prose.token.TokenizerContract;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ByteTokenizerTest extends TokenizerContract {
  @Override
  protected Tokenizer tokenizer() {
    return new ByteTokenizer();
  }

  @Override
  protected String text(SplitMix64 random, int length) {
    return RandomText.of(random, length);
  }

  @Test
  void anIdIsTheValueOfAByte() {
    assertThat(tokenizer().encode("aé\u4F60")).containsExactly(97, 0xC3, 0xA9, 0xE4, 0xBD, 0xA0);
  }

  @Test
  void anyFileIsItsBytes() {
    TextDecoder decoder = new TextDecoder(StandardCharsets.UTF_8, OnMalformed.KEEP);
    for (long seed = 0; seed < 500; seed++) {
      SplitMix64 random = new SplitMix64(seed);
      byte[] bytes = new byte[random.nextInt(200)];
      for (int i = 0; i < bytes.length; i++) {
        // Often such as begin and go on with a character.
        bytes[i] =
            (byte) (random.nextInt(3) == 0 ? random.nextInt(256) : 0x80 + random.nextInt(128));
      }
      int[] ids = tokenizer().encode(decoder.decode(bytes, "file").text());
      assertThat(ids)
          .as("seed %d", seed)
          .isEqualTo(IntStream.range(0, bytes.length).map(i -> bytes[i] & 0xFF).toArray());
    }
  }
}
