package dev.prose.token.pieces;

/** A number of few digits: {@code \p{N}{1,3}}. */
final class Digits {
  private Digits() {}

  /** The end of the piece that a digit begins. */
  static int end(byte[] utf8, int from, int to, boolean last, int most) {
    int i = from;
    for (int digits = 0; digits < most; digits++) {
      if (i == to) {
        return last ? to : Splitter.NEEDS_MORE;
      }
      int character = Characters.at(utf8, i, to);
      if ((character & Characters.NUMBER) == 0) {
        break;
      }
      i += Characters.length(character);
    }
    return i;
  }
}
