package dev.prose.token.chars;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CharacterWordsTest {
  @Test
  void writesWhatCannotBeSeenInAnotherWay() {
    assertThat(
            "a <\n\t\r\u00A0\u2028\uFEFF\u0000é😀\uFFFD"
                .codePoints()
                .mapToObj(CharacterWords::word))
        .containsExactly(
            "a",
            "<sp>",
            "<",
            "<nl>",
            "<tab>",
            "<cr>",
            "<U+00A0>",
            "<U+2028>",
            "<U+FEFF>",
            "<U+0000>",
            "é",
            "😀",
            "<unk>");
  }

  @Test
  void readsEveryCharacterThatItWrites() {
    IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
        .filter(codePoint -> Character.getType(codePoint) != Character.SURROGATE)
        .forEach(codePoint -> {
          String word = CharacterWords.word(codePoint);
          if (CharacterWords.codePoint(word) != codePoint || word.matches(".*\\s.*")) {
            assertThat(word).isEqualTo("a word without white space for " + codePoint);
          }
        });
  }

  @Test
  void takesNothingElseForACharacter() {
    for (String word :
        List.of("", "ab", "<s>", "</s>", "<U+41", "<U+D800>", "<U+110000>", "<U+0041>x", "<sp")) {
      assertThat(CharacterWords.codePoint(word)).as(word).isEqualTo(CharacterWords.NO_CHARACTER);
    }
    assertThat(CharacterWords.codePoint("<U+0041>")).isEqualTo('A');
  }
}
