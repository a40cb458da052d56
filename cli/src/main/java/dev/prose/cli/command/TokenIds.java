package dev.prose.cli.command;

import dev.prose.cli.output.Report;
import dev.prose.text.InvalidDataException;
import dev.prose.token.CharacterNames;
import java.util.Arrays;

/**
 * Reads token ids as people write them: whole numbers with white space or commas between them, in
 * brackets or not.
 */
final class TokenIds {
  private static final int MOST_DIGITS = 9; // of an int
  private static final int MOST_SHOWN = 20; // characters of what is no id

  private final int vocabularySize;
  private int[] ids = new int[16];
  private int size;

  private TokenIds(int vocabularySize) {
    this.vocabularySize = vocabularySize;
  }

  /**
   * @return the ids, each from 0 to {@code vocabularySize - 1}
   * @throws InvalidDataException if something is no such id; it says what and where
   */
  static int[] parse(String text, int vocabularySize) {
    TokenIds result = new TokenIds(vocabularySize);
    int start = 0; // of the word at hand
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || isSeparator(text.charAt(i))) {
        if (i > start) {
          result.add(text.substring(start, i));
        }
        start = i + 1;
      }
    }
    return Arrays.copyOf(result.ids, result.size);
  }

  /** Reads lines with an id each, before a tab, as {@code --lines} prints them. */
  static int[] parseLines(String lines, int vocabularySize) {
    return parse(lines.replaceAll("\t.*", ""), vocabularySize);
  }

  private static boolean isSeparator(char unit) {
    return Character.isWhitespace(unit) || unit == ',' || unit == '[' || unit == ']';
  }

  private void add(String word) {
    if (!word.chars().allMatch(unit -> unit >= '0' && unit <= '9')) {
      throw refused(word, "is no token id: ids are whole numbers from 0 to %,d");
    }
    if (word.length() > MOST_DIGITS || Integer.parseInt(word) >= vocabularySize) {
      throw refused(word, "is out of range: ids go from 0 to %,d");
    }
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, 2 * size);
    }
    ids[size++] = Integer.parseInt(word);
  }

  private InvalidDataException refused(String word, String reason) {
    String shown =
        word.length() > MOST_SHOWN
            ? CharacterNames.escaped(word.substring(0, MOST_SHOWN)) + "…"
            : CharacterNames.escaped(word);
    return new InvalidDataException(
        Report.format("'%s' at position %d ", shown, size)
            + Report.format(reason, vocabularySize - 1));
  }
}
