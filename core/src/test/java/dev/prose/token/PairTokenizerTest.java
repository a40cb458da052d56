package dev.prose.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.random.SplitMix64;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the interface itself does for tokens that are no whole characters. */
class PairTokenizerTest extends TokenizerContract {
  @Override
  protected Tokenizer tokenizer() {
    return new PairTokenizer();
  }

  @Override
  protected String text(SplitMix64 random, int length) {
    String characters = "a b\né漢😀\u0301";
    int[] codePoints = characters.codePoints().toArray();
    return random
        .ints(length, 0, codePoints.length)
        .mapToObj(i -> Character.toString(codePoints[i]))
        .collect(Collectors.joining());
  }

  /** There is no such file. */
  @Override
  void aFileOfItGivesTheSameTokenizer() {}

  @Test
  void aStreamShowsNoHalfOfACharacter() {
    Tokenizer pairs = tokenizer();
    int[] ids = pairs.encode("x漢y😀"); // 1 + 3 + 1 + 4 bytes
    Decoder decoder = pairs.decoder();
    StringBuilder pieces = new StringBuilder();
    for (int id : ids) {
      pieces.append(decoder.next(id)).append('|');
    }
    assertThat(pieces.append(decoder.end()).toString()).isEqualTo("x|漢|y||😀|");
  }
}
