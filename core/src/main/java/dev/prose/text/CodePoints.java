package dev.prose.text;

/**
 * Walks the code points of a text, a chunk at a time: loops over an array are several times as fast
 * as asking a text for one character after the other, and before they are compiled still more so.
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

  /** The code points that {@link #next} read; as many as it said. */
  public int[] chunk() {
    return chunk;
  }

  /** Reads the next code points into {@link #chunk}, and says how many; 0 at the end. */
  public int next() {
    int end = Math.min(position + CHUNK, text.length());
    // A pair is not cut in two.
    if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end++;
    }
    int length = end - position;
    text.getChars(position, end, units, 0);
    position = end;
    return decode(units, length, chunk);
  }

  /** The code points of the first {@code length} units; how many. Half a pair stays what it is. */
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
