package dev.prose.arpa;

import dev.prose.model.NGramTrie;
import dev.prose.token.OnUnknown;
import dev.prose.token.chars.CharTokenizer;
import dev.prose.token.chars.CharacterWords;
import dev.prose.token.chars.Vocabulary;
import java.util.Arrays;
import java.util.List;

/** Words that are characters. */
final class CharacterTokens extends ArpaTokens {
  private static final int END_OF_TEXT = 3; // U+0003

  /** A word means its character. */
  @Override
  String meaning(String word) {
    int codePoint =
        ArpaWords.isUnknown(word) ? CharacterWords.REPLACEMENT : CharacterWords.codePoint(word);
    if (codePoint == CharacterWords.NO_CHARACTER) {
      throw new IllegalArgumentException(
          "is no single character. Bring a model of text whose characters stand apart, with <sp> for a space");
    }
    return Character.toString(codePoint);
  }

  @Override
  String described(String meaning) {
    return "the character U+%04X".formatted(meaning.codePointAt(0));
  }

  @Override
  Assignment assign(List<ReadWords.Word> words, boolean... possible) {
    int[] codePoints = new int[words.size()]; // [word], NO_CHARACTER if it is left out
    for (int word = 0; word < codePoints.length; word++) {
      codePoints[word] =
          word == ReadWords.SENTENCE ? sentence(words) : words.get(word).meaning().codePointAt(0);
      boolean special =
          word == ReadWords.SENTENCE || codePoints[word] == CharacterWords.REPLACEMENT;
      if (special && !possible[word]) {
        codePoints[word] = CharacterWords.NO_CHARACTER;
      }
    }
    if (codePoints[ReadWords.SENTENCE] == END_OF_TEXT && has(words, END_OF_TEXT)) {
      throw new IllegalArgumentException(
          "nothing is left to stand for %s and %s, as the words have both newline and U+0003"
              .formatted(ArpaWords.BEGIN, ArpaWords.END));
    }
    Vocabulary vocabulary =
        Vocabulary.ofCodePoints(
            Arrays.stream(codePoints)
                .filter(c -> c != CharacterWords.NO_CHARACTER)
                .sorted()
                .toArray());
    int[] tokens =
        Arrays.stream(codePoints)
            .map(c -> c == CharacterWords.NO_CHARACTER ? NGramTrie.NONE : vocabulary.stoi(c))
            .toArray();
    return new Assignment(
        new CharTokenizer(vocabulary, OnUnknown.ERROR), NGramTrie.NONE, tokens); // none is missing
  }

  private static int sentence(List<ReadWords.Word> words) {
    return has(words, '\n') ? END_OF_TEXT : '\n';
  }

  private static boolean has(List<ReadWords.Word> words, int codePoint) {
    String meaning = Character.toString(codePoint);
    return words.stream().anyMatch(word -> word.meaning().equals(meaning));
  }
}
