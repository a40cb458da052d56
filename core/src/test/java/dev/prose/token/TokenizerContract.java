package dev.prose.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.random.SplitMix64;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What every tokenizer does. */
abstract class TokenizerContract {
  abstract Tokenizer tokenizer();

  /** A random text that the tokenizer can encode. */
  abstract String text(SplitMix64 random, int length);

  @Test
  void decodingGivesTheEncodedTextBack() {
    for (long seed = 0; seed < 200; seed++) {
      String text = text(new SplitMix64(seed), (int) seed);
      int[] ids = tokenizer().encode(text);
      assertThat(tokenizer().decode(ids)).as("seed %d", seed).isEqualTo(text);
      assertThat(Arrays.stream(ids))
          .as("seed %d", seed)
          .allMatch(id -> id >= 0 && id < tokenizer().vocabularySize());
    }
  }

  @Test
  void theTextOfAllTokensIsThatOfEach() {
    int[] all = new int[tokenizer().vocabularySize()];
    Arrays.setAll(all, id -> id);
    StringBuilder each = new StringBuilder();
    for (int id : all) {
      each.append(tokenizer().decode(id));
    }
    assertThat(tokenizer().decode(all)).isEqualTo(each.toString());
  }

  @Test
  void idsOutsideTheVocabularyAreRefused() {
    for (int id : new int[] {-1, tokenizer().vocabularySize(), Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> tokenizer().decode(id))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }
}
