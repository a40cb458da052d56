package dev.prose.token.bpe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.random.SplitMix64;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenTableTest {
  private static byte[] bytes(SplitMix64 random) {
    byte[] bytes = new byte[1 + random.nextInt(20)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (random.nextInt(3) - 1); // 0 and -1 too, and some twice
    }
    return bytes;
  }

  @Test
  void whatIsFoundIsWhatAMapFinds() {
    SplitMix64 random = new SplitMix64(1);
    Map<List<Byte>, Integer> ids = new HashMap<>();
    List<byte[]> tokens = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      byte[] token = bytes(random);
      if (ids.putIfAbsent(boxed(token, 0, token.length), tokens.size()) == null) {
        tokens.add(token);
      }
    }
    TokenTable table = new TokenTable(tokens);
    for (int i = 0; i < 3000; i++) {
      byte[] text = bytes(random);
      for (int from = 0; from < text.length; from++) {
        for (int to = from + 1; to <= text.length; to++) {
          assertThat(table.find(text, from, to))
              .isEqualTo(ids.getOrDefault(boxed(text, from, to), TokenTable.NONE));
        }
      }
    }
  }

  private static List<Byte> boxed(byte[] bytes, int from, int to) {
    List<Byte> boxed = new ArrayList<>();
    for (int i = from; i < to; i++) {
      boxed.add(bytes[i]);
    }
    return boxed;
  }
}
