package dev.prose.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.data.OpenText;
import dev.prose.text.Corpus;
import dev.prose.text.LoadListener;
import dev.prose.token.OnUnknown;
import dev.prose.token.PairTokenizer;
import dev.prose.token.Tokenizer;
import dev.prose.token.chars.CharTokenizer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TextCountTest {
  private static OpenText text(String text) {
    return OpenText.of(Corpus.of("text", text), new LoadListener() {});
  }

  private static Tokenizer knowing(String characters, OnUnknown onUnknown) {
    return CharTokenizer.of(characters).withOnUnknown(onUnknown);
  }

  @Test
  void whatStandsInTheTextCountsAndNotItsStandIn() throws IOException {
    Tokenizer replacing = knowing("ab", OnUnknown.REPLACE);
    assertThat(TextCount.of(text("aé漢😀b"), replacing, 0, 5))
        .isEqualTo(new TextCount(5, 1 + 2 + 3 + 4 + 1, 3));
    assertThat(TextCount.of(text("aé漢😀b"), replacing, 1, 3))
        .as("a part; unknown characters are those of the whole text")
        .isEqualTo(new TextCount(2, 2 + 3, 3));
  }

  @Test
  void whatIsLeftOutIsNoToken() throws IOException {
    Tokenizer skipping = knowing("aé", OnUnknown.SKIP);
    assertThat(TextCount.of(text("x漢aéx"), skipping, 1, 2)).isEqualTo(new TextCount(1, 2, 3));
  }

  @Test
  void aCharacterCountsWithTheTokenThatItEndsWith() throws IOException {
    // Tokens of two bytes: 'a' and half of é, the other half and 'b', 😀 in two.
    OpenText text = text("aéb😀");
    assertThat(TextCount.of(text, new PairTokenizer(), 0, 1)).isEqualTo(new TextCount(1, 1, 0));
    assertThat(TextCount.of(text, new PairTokenizer(), 1, 2)).isEqualTo(new TextCount(2, 3, 0));
    assertThat(TextCount.of(text, new PairTokenizer(), 2, 4)).isEqualTo(new TextCount(1, 4, 0));
  }
}
