package dev.prose.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes that are no valid UTF-8, within a text. Each stands there as a code point from U+DC80 to
 * U+DCFF, which no valid text has: halves of surrogate pairs without the other half. Tokens that
 * are made of bytes turn them into the same bytes again.
 *
 * <p>Source: Martin v. Löwis, PEP 383, "Non-decodable bytes in system character interfaces", 2009.
 */
public final class RawBytes {
  private static final int FIRST = 0xDC80;
  private static final int LAST = 0xDCFF;
  private static final int REPLACEMENT = 0xFFFD;

  private static final int TWO_BYTES = 0x80; // the first code points of so many bytes
  private static final int THREE_BYTES = 0x800;
  private static final int FOUR_BYTES = 0x10000;

  /** The most bytes that {@link #put} writes. */
  public static final int MOST = 4;

  private RawBytes() {}

  /** What stands for a byte in a text. */
  static char inText(byte raw) {
    return raw < 0 ? (char) (0xDC00 | (raw & 0xFF)) : (char) raw;
  }

  /** Whether a code point stands for a byte that is no valid UTF-8. */
  public static boolean is(int codePoint) {
    return codePoint >= FIRST && codePoint <= LAST;
  }

  /**
   * Writes a code point's bytes: one for a raw byte, otherwise those of UTF-8. Any other half of a
   * surrogate pair becomes U+FFFD.
   *
   * @param target has room for {@link #MOST} bytes from {@code at} on
   * @return the position behind them
   */
  public static int put(int codePoint, byte[] target, int at) {
    int end = at;
    int c = codePoint;
    if (c < TWO_BYTES) {
      target[end++] = (byte) c;
      return end;
    }
    if (is(c)) {
      target[end++] = (byte) c;
      return end;
    }
    if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
      c = REPLACEMENT;
    }
    if (c < THREE_BYTES) {
      target[end++] = (byte) (0xC0 | c >>> 6);
    } else {
      if (c < FOUR_BYTES) {
        target[end++] = (byte) (0xE0 | c >>> 12);
      } else {
        target[end++] = (byte) (0xF0 | c >>> 18);
        target[end++] = (byte) (0x80 | (c >>> 12 & 0x3F));
      }
      target[end++] = (byte) (0x80 | (c >>> 6 & 0x3F));
    }
    target[end++] = (byte) (0x80 | (c & 0x3F));
    return end;
  }

  /** The bytes of a text, each code point's as {@link #put} writes them. */
  public static byte[] of(CharSequence text) {
    String whole = text.toString();
    // The JDK's encoder is several times as fast, and writes '?' for half a surrogate pair.
    return hasHalf(whole) ? oneByOne(whole) : whole.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean hasHalf(String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (Character.isSurrogate(unit)) {
        boolean pair =
            Character.isHighSurrogate(unit)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  private static byte[] oneByOne(String text) {
    byte[] bytes = new byte[Math.addExact(Math.multiplyExact(text.length(), 3), MOST)];
    int size = 0;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      size = put(codePoint, bytes, size);
      i += Character.charCount(codePoint);
    }
    return Arrays.copyOf(bytes, size);
  }
}
