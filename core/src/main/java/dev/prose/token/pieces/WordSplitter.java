package dev.prose.token.pieces;

import java.util.Map;

/**
 * Cuts into words, and what is between them: a word is of letters and marks of any script, with
 * apostrophes inside; a number is of digits; each line end is a piece, and so is a row of other
 * white space and each other character.
 */
final class WordSplitter implements Splitter {
  static final String EXPRESSION =
      "[\\p{L}\\p{M}]+(?:['\u2019][\\p{L}\\p{M}]+)*|\\p{N}+|\\n|[^\\S\\n]+|[\\s\\S]";

  private static final int WORD = Characters.LETTER | Characters.MARK;

  @Override
  public int end(byte[] utf8, int from, int to, boolean last) {
    int character = Characters.at(utf8, from, to);
    if ((character & WORD) != 0) {
      return word(utf8, from, to, last);
    }
    if ((character & Characters.NUMBER) != 0) {
      int end = Characters.run(utf8, from, to, Characters.NUMBER);
      return end < to || last ? end : NEEDS_MORE;
    }
    if ((character & Characters.SPACE) != 0 && utf8[from] != '\n') {
      return white(utf8, from, to, last);
    }
    return from + Characters.length(character);
  }

  private static int word(byte[] utf8, int from, int to, boolean last) {
    int end = from;
    while (true) {
      end = Characters.run(utf8, end, to, WORD);
      if (end == to) {
        return last ? to : NEEDS_MORE;
      }
      int next = end + apostrophe(utf8, end, to);
      if (next == end) {
        return end;
      }
      if (next == to) {
        return last ? end : NEEDS_MORE;
      }
      if ((Characters.at(utf8, next, to) & WORD) == 0) {
        return end;
      }
      end = next;
    }
  }

  /** How many bytes an apostrophe has there, straight or curly. */
  private static int apostrophe(byte[] utf8, int i, int to) {
    if (utf8[i] == '\'') {
      return 1;
    }
    return utf8[i] == (byte) 0xE2 && Utf8.codePoint(utf8, i, to) == '\u2019' ? 3 : 0;
  }

  private static int white(byte[] utf8, int from, int to, boolean last) {
    int i = from;
    while (i < to && utf8[i] != '\n') {
      int character = Characters.at(utf8, i, to);
      if ((character & Characters.SPACE) == 0) {
        return i;
      }
      i += Characters.length(character);
    }
    return i < to || last ? i : NEEDS_MORE;
  }

  @Override
  public boolean any() {
    return true;
  }

  @Override
  public boolean between(int before, int after) {
    return before == '\n' || after == '\n' || Characters.wordEnds(before, after);
  }

  @Override
  public Map<String, Object> json() {
    return PreTokenizerJson.split(EXPRESSION);
  }
}
