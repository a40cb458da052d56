package dev.prose.token.pieces;

import java.util.Map;

/**
 * Makes each line end, U+000A, a piece of its own, for lists whose lines are texts of their own;
 * what is between two of them is cut by another splitter, as if each line were a text.
 *
 * @param withinLines cuts the lines; whether a piece of it ends must not depend on more than the
 *     character that follows
 */
public record LineSplitter(Splitter withinLines) implements Splitter {
  @Override
  public int end(byte[] utf8, int from, int to, boolean last) {
    if (utf8[from] == '\n') {
      return from + 1;
    }
    // Most pieces end before the line does, which then need not be looked for.
    int end = withinLines.end(utf8, from, to, last);
    int known = end == NEEDS_MORE ? to : Math.min(end + 1, to);
    for (int i = from; i < known; i++) {
      if (utf8[i] == '\n') {
        return withinLines.end(utf8, from, i, true);
      }
    }
    return end;
  }

  @Override
  public Map<String, Object> json() {
    return PreTokenizerJson.lines(withinLines.json());
  }
}
