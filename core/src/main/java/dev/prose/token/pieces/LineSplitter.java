package dev.prose.token.pieces;

import java.util.Map;

/**
 * Makes each line end, U+000A, a piece of its own, for lists whose lines are texts of their own;
 * what is between two of them is cut by another splitter, as if each line were a text.
 *
 * @param withinLines cuts the lines
 */
public record LineSplitter(Splitter withinLines) implements Splitter {
  private static final int WINDOW = 64; // bytes

  /**
   * Looks for the line's end, and for the piece's, in a window that doubles: neither a long line
   * nor many short ones are read again for each piece.
   */
  @Override
  public int end(byte[] utf8, int from, int to, boolean last) {
    if (utf8[from] == '\n') {
      return from + 1;
    }
    int searched = from;
    for (long window = WINDOW; ; window *= 2) {
      int known = Utf8.characterStart(utf8, from, (int) Math.min(to, from + window), to);
      for (; searched < known; searched++) {
        if (utf8[searched] == '\n') {
          return withinLines.end(utf8, from, searched, true);
        }
      }
      int end = withinLines.end(utf8, from, known, last && known == to);
      if (end != NEEDS_MORE || known == to) {
        return end;
      }
    }
  }

  @Override
  public boolean any() {
    return true;
  }

  @Override
  public boolean between(int before, int after) {
    return before == '\n' || after == '\n' || withinLines.between(before, after);
  }

  @Override
  public Map<String, Object> json() {
    return PreTokenizerJson.lines(withinLines.json());
  }
}
