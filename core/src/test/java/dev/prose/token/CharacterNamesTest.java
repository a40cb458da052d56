package dev.prose.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharacterNamesTest {
  @ParameterizedTest
  @CsvSource({
    "0x61, a",
    "0x0A, \\n",
    "0x5C, \\\\",
    "0x20, ' '",
    "0xA0, \\u{A0}",
    "0x1B, \\u{1B}",
    "0x301, \\u{301}",
    "0x1F600, 😀",
    "0xD800, \\u{D800}",
    "0xDCCB, \\xCB", // a byte that is no valid UTF-8
  })
  void whatCannotBeSeenIsEscaped(int codePoint, String shown) {
    assertThat(CharacterNames.escaped(codePoint)).isEqualTo(shown);
  }
}
