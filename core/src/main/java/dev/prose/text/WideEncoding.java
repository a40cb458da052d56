package dev.prose.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes a text in UTF-16 or UTF-32 by its first bytes, where an encoding that extends ASCII is
 * expected. Such a text is full of zero bytes, which the expected encoding allows: it would be read
 * as noise, without an error.
 *
 * @param charset the encoding's name
 * @param certain whether the text can be nothing else; otherwise this encoding is likely if the
 *     bytes are not valid in the expected one
 */
record WideEncoding(String charset, boolean certain) {
  /** Two characters: a single letter and the 0 at the end of a C string are not enough. */
  private static final int LEAST_BYTES = 4;

  /** The high byte of a code point below this is a control character in ASCII. */
  private static final int ALPHABETS_END = 0x2000;

  private static final int CERTAIN_PERCENT = 90;

  private static final List<String> UNMARKED =
      List.of("UTF-32LE", "UTF-32BE", "UTF-16LE", "UTF-16BE");

  /** Whether an encoding is UTF-16 or UTF-32. */
  static boolean is(Charset charset) {
    return charset.name().contains("UTF-16") || charset.name().contains("UTF-32");
  }

  /**
   * The encoding that a text looks like.
   *
   * @param bytes the text, or its beginning
   * @param length number of bytes to look at, at most {@link PeekedStream#BEGINNING}
   * @return the encoding; null if it looks like none of these
   */
  static @Nullable WideEncoding of(byte[] bytes, int length) {
    String marked = marked(bytes, length);
    if (marked != null) {
      return new WideEncoding(marked, true);
    }
    if (length < LEAST_BYTES || !hasZero(bytes, length)) {
      return null;
    }
    @Nullable WideEncoding best = null;
    int most = -1;
    for (String charset : UNMARKED) {
      int unit = charset.startsWith("UTF-32") ? 4 : 2;
      boolean whole = length < PeekedStream.BEGINNING;
      int percent = whole && length % unit != 0 ? -1 : percentOfAlphabets(bytes, length, charset);
      if (percent > most) {
        most = percent;
        best = new WideEncoding(charset, percent >= CERTAIN_PERCENT);
      }
    }
    return best;
  }

  private static @Nullable String marked(byte[] bytes, int length) {
    if (begins(bytes, length, 0xFF, 0xFE, 0, 0) || begins(bytes, length, 0, 0, 0xFE, 0xFF)) {
      return "UTF-32";
    }
    return begins(bytes, length, 0xFF, 0xFE) || begins(bytes, length, 0xFE, 0xFF) ? "UTF-16" : null;
  }

  private static boolean begins(byte[] bytes, int length, int... with) {
    boolean begins = length >= with.length;
    for (int i = 0; i < with.length && begins; i++) {
      begins = (bytes[i] & 0xFF) == with[i];
    }
    return begins;
  }

  private static boolean hasZero(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] == 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * The percentage of characters below {@link #ALPHABETS_END} if the text is in this encoding, or
   * -1 if it is not text in it.
   */
  private static int percentOfAlphabets(byte[] bytes, int length, String charset) {
    CharBuffer units = CharBuffer.allocate(length);
    boolean malformed =
        Charset.forName(charset)
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(bytes, 0, length), units, false)
            .isError();
    if (malformed || units.position() == 0) {
      return -1;
    }
    int[] codePoints = units.flip().codePoints().toArray();
    int alphabets = 0;
    for (int codePoint : codePoints) {
      if (!isText(codePoint)) {
        return -1;
      }
      alphabets += codePoint < ALPHABETS_END ? 1 : 0;
    }
    return (int) (100L * alphabets / codePoints.length);
  }

  private static boolean isText(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL
        ? Character.isWhitespace(codePoint)
        : type != Character.UNASSIGNED
            && type != Character.PRIVATE_USE
            && type != Character.SURROGATE;
  }
}
