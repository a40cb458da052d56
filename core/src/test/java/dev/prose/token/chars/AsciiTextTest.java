package dev.prose.token.chars;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.data.Tokens;
import dev.prose.random.SplitMix64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsciiTextTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 4095, 4096, 4097, 20_000})
  void givesTheSameAsTheTokenizerOfAnyText(int length) {
    for (int characters : new int[] {1, 65, 128}) {
      SplitMix64 random = new SplitMix64(length);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < length; i++) {
        text.append((char) (127 - random.nextInt(characters)));
      }
      CharTokenizer plain = CharTokenizer.of(text);
      AsciiText ascii = AsciiText.of(text.toString()).orElseThrow();
      assertThat(ascii.vocabulary()).isEqualTo(plain.vocabulary());
      Tokens tokens = ascii.intoTokens(plain.vocabulary());
      assertThat(tokens.vocabularySize()).isEqualTo(plain.vocabularySize());
      assertThat(tokens.toArray()).isEqualTo(plain.encode(text));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0080", "naïve", "\uD83D\uDE00", "half a pair: \uD83D", "\uDE00"})
  void takesNoOtherText(String text) {
    assertThat(AsciiText.of(text)).isEmpty();
  }
}
