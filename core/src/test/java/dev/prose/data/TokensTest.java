package dev.prose.data;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TokensTest extends TokensContract {
  @Override
  Tokens tokens(int[] ids, int vocabularySize) {
    return Tokens.of(ids, vocabularySize);
  }

  @Test
  void idsOutsideTheVocabularyAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tokens.of(new int[] {0, 5}, 5))
        .withMessageContaining("token 5 at position 1");
    assertThatIllegalArgumentException().isThrownBy(() -> Tokens.of(new int[] {-1}, 5));
  }
}
