package dev.prose.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells from its first bytes that a text is in UTF-16 or UTF-32, where it should be in an encoding
 * that begins with ASCII. Such a text is full of bytes of value 0, which that encoding allows: it
 * would be read without an error, as noise.
 *
 * @param charset its name
 * @param certain whether it can be nothing else; otherwise it is likely where the bytes are not
 *     valid in the encoding that was asked for
 */
record WideEncoding(String charset, boolean certain) {
  /** Two characters: the letter of a C string and the 0 at its end are not enough. */
  private static final int LEAST_BYTES = 4;

  /**
   * Below it stand the scripts of which half the bytes are control characters when read wrongly.
   */
  private static final int ALPHABETS_END = 0x2000;

  private static final int CERTAIN_PERCENT = 90;

  private static final List<String> UNMARKED =
      List.of("UTF-32LE", "UTF-32BE", "UTF-16LE", "UTF-16BE");

  /** Whether an encoding is one of these itself. */
  static boolean is(Charset charset) {
    return charset.name().contains("UTF-16") || charset.name().contains("UTF-32");
  }

  /**
   * What a text is by the look of it.
   *
   * @param bytes the text, or its beginning
   * @param length how many of these bytes to look at, {@link PeekedStream#BEGINNING} at most
   * @return null if it is in none of these encodings
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
   * How much of the text is of alphabets if it is in that encoding, or -1 if it is no text in it.
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
