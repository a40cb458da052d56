package dev.prose.arpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArpaWordsTest {
  @Test
  void writesWhatCannotBeSeenInAnotherWay() {
    assertThat("a <\n\t\r\u00A0\u2028\uFEFF\u0000é😀\uFFFD".codePoints().mapToObj(ArpaWords::word))
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
          String word = ArpaWords.word(codePoint);
          if (ArpaWords.codePoint(word) != codePoint || word.matches(".*\\s.*")) {
            assertThat(word).isEqualTo("a word without white space for " + codePoint);
          }
        });
  }

  @Test
  void takesNothingElseForACharacter() {
    for (String word :
        List.of("", "ab", "<s>", "</s>", "<U+41", "<U+D800>", "<U+110000>", "<U+0041>x", "<sp")) {
      assertThat(ArpaWords.codePoint(word)).as(word).isEqualTo(ArpaWords.NO_CHARACTER);
    }
    assertThat(ArpaWords.codePoint("<U+0041>")).isEqualTo('A');
  }
}
