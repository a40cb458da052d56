package dev.prose.token.pieces;

/**
 * White space between words: {@code \s+(?!\S)|\s+}. Before a word its last character is left alone,
 * because a space belongs to the word that it is before.
 */
final class WhiteSpace {
  private WhiteSpace() {}

  /** The end of the piece that white space begins. */
  static int end(byte[] utf8, int from, int to, boolean last) {
    int previous = from;
    int i = from;
    while (i < to) {
      int character = Characters.at(utf8, i, to);
      if ((character & Characters.SPACE) == 0) {
        return previous > from ? previous : i;
      }
      previous = i;
      i += Characters.length(character);
    }
    return last ? to : Splitter.NEEDS_MORE;
  }

  /**
   * The end of the piece that white space begins where {@code \s*[\r\n]+} goes before the rest: it
   * is after the last line end.
   *
   * @param wholeEnd whether {@code \s++$} goes before that: the text's end is one piece
   */
  static int endByLines(byte[] utf8, int from, int to, boolean last, boolean wholeEnd) {
    int lineEnd = from;
    int previous = from;
    int i = from;
    while (i < to) {
      int character = Characters.at(utf8, i, to);
      if ((character & Characters.SPACE) == 0) {
        break;
      }
      previous = i;
      i += Characters.length(character);
      if ((character & Characters.LINE_END) != 0) {
        lineEnd = i;
      }
    }
    if (i == to && !last) {
      return Splitter.NEEDS_MORE;
    }
    if (lineEnd > from && !(wholeEnd && i == to)) {
      return lineEnd;
    }
    return i < to && previous > from ? previous : i;
  }
}
