package dev.prose.token.pieces;

/**
 * A part of a text in UTF-8, decoded for a search, which may look at it only so often. What is not
 * valid becomes U+FFFD, byte by byte.
 */
final class RegexWindow implements CharSequence {
  /** A search looked at the text too often. */
  static final class TooManyStepsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManyStepsException() {
      super("too many steps", null, false, false);
    }
  }

  // A published expression takes fewer than 20 for each character. Steps take some 10 ns.
  private static final long STEPS_PER_CHARACTER = 1_000;
  private static final long STEPS = 1_000_000;

  private static final char INVALID = '\uFFFD';

  private final char[] chars;
  private final int length;
  private final int startOfBytes;
  private final int endOfBytes;
  private long steps;

  private RegexWindow(char[] chars, int length, int startOfBytes, int endOfBytes) {
    this.chars = chars;
    this.length = length;
    this.startOfBytes = startOfBytes;
    this.endOfBytes = endOfBytes;
  }

  /** The characters that begin within so many bytes, or before {@code to}. */
  static RegexWindow of(byte[] utf8, int from, int to, long size) {
    int limit = (int) Math.min(to, from + size);
    char[] chars = new char[limit - from + 1]; // never more than bytes, but for a last pair
    int length = 0;
    int i = from;
    while (i < limit) {
      int codePoint = Utf8.codePoint(utf8, i, to);
      if (codePoint == Utf8.INVALID) {
        chars[length++] = INVALID;
        i++;
      } else {
        length += Character.toChars(codePoint, chars, length);
        i += Utf8.length(codePoint);
      }
    }
    return new RegexWindow(chars, length, from, i);
  }

  int startOfBytes() {
    return startOfBytes;
  }

  int endOfBytes() {
    return endOfBytes;
  }

  long mostSteps() {
    return mostSteps(length, STEPS);
  }

  static long mostSteps(int characters, long more) {
    return STEPS_PER_CHARACTER * characters + more;
  }

  /** How often the search has looked at the text. */
  long steps() {
    return steps;
  }

  /** Whether a place is between the two halves of a character. */
  boolean insideCharacter(int index) {
    return index > 0 && index < length && Character.isSurrogatePair(chars[index - 1], chars[index]);
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public char charAt(int index) {
    if (++steps > mostSteps()) {
      throw new TooManyStepsException();
    }
    return chars[index];
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return toString().substring(start, end);
  }

  @Override
  public String toString() {
    return new String(chars, 0, length);
  }
}
