package dev.prose.text;

/**
 * Reads the code points of a text in chunks: loops over an array are several times as fast as
 * asking a text for one character after another, even more so before they are compiled.
 */
public final class CodePoints {
  private static final int CHUNK = 1 << 12; // UTF-16 units

  private final String text;
  private final char[] units = new char[CHUNK + 1];
  private final int[] chunk = new int[CHUNK + 1];
  private int position; // in UTF-16 units

  public CodePoints(CharSequence text) {
    this.text = text.toString();
  }

  /** The code points that {@link #next} read; only as many as it returned are valid. */
  public int[] chunk() {
    return chunk;
  }

  /** Reads the next code points into {@link #chunk}, and returns their number; 0 at the end. */
  public int next() {
    int end = Math.min(position + CHUNK, text.length());
    // A surrogate pair is never split.
    if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end++;
    }
    int length = end - position;
    text.getChars(position, end, units, 0);
    position = end;
    return decode(units, length, chunk);
  }

  /** Decodes the first units, and returns the number of code points. Half a pair stays as it is. */
  static int decode(char[] units, int length, int[] codePoints) {
    int count = 0;
    for (int i = 0; i < length; i++) {
      int codePoint = units[i];
      if (Character.isHighSurrogate((char) codePoint)
          && i + 1 < length
          && Character.isLowSurrogate(units[i + 1])) {
        codePoint = Character.toCodePoint((char) codePoint, units[++i]);
      }
      codePoints[count++] = codePoint;
    }
    return count;
  }
}
