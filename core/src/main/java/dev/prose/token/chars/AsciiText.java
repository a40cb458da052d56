package dev.prose.token.chars;

import dev.prose.data.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A text of ASCII characters only, on its way to becoming tokens. Ids replace characters in the
 * same array of bytes, without code points or wider ids in between. In a program that has just
 * started, on a busy machine, a megabyte takes 12 ms; {@link CharTokenizer} takes 27 ms.
 */
final class AsciiText {
  private static final int CHARACTERS = 1 << 7;
  private static final int CHUNK = 1 << 12; // short loops are compiled sooner

  private final byte[] bytes; // characters

  private AsciiText(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A text's ASCII form; empty if it has other characters. */
  static Optional<AsciiText> of(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    // Half a surrogate pair also becomes one byte, a question mark.
    boolean ascii =
        utf8.length == text.length() && new String(utf8, StandardCharsets.US_ASCII).equals(text);
    return ascii ? Optional.of(new AsciiText(utf8)) : Optional.empty();
  }

  /** The text's distinct characters. */
  Vocabulary vocabulary() {
    boolean[] seen = new boolean[CHARACTERS];
    for (int from = 0; from < bytes.length; from += CHUNK) {
      mark(bytes, from, Math.min(from + CHUNK, bytes.length), seen);
    }
    return Vocabulary.ofCodePoints(
        IntStream.range(0, CHARACTERS).filter(character -> seen[character]).toArray());
  }

  private static void mark(byte[] characters, int from, int to, boolean[] seen) {
    for (int i = from; i < to; i++) {
      seen[characters[i]] = true;
    }
  }

  /**
   * Replaces the characters with ids. This object cannot be used afterwards.
   *
   * @param vocabulary the text's own
   */
  Tokens intoTokens(Vocabulary vocabulary) {
    byte[] ids = new byte[CHARACTERS];
    for (int id = 0; id < vocabulary.size(); id++) {
      ids[vocabulary.itos(id)] = (byte) id;
    }
    for (int from = 0; from < bytes.length; from += CHUNK) {
      replace(bytes, from, Math.min(from + CHUNK, bytes.length), ids);
    }
    return Tokens.ofBytes(bytes, vocabulary.size());
  }

  private static void replace(byte[] characters, int from, int to, byte[] ids) {
    for (int i = from; i < to; i++) {
      characters[i] = ids[characters[i]];
    }
  }
}
