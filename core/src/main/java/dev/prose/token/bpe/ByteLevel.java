package dev.prose.token.bpe;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How files of Hugging Face write bytes: each as a visible character, so that a token is a text
 * without white space. Bytes that are visible in Latin-1 stand for themselves, the others follow
 * from U+0100 on; a space is {@code Ġ}.
 *
 * <p>Source: {@code bytes_to_unicode} of GPT-2's encoder, 2019.
 */
public final class ByteLevel {
  private static final int BYTES = 1 << Byte.SIZE;
  private static final char[] CHARACTERS = characters(); // [byte, unsigned]
  private static final int[] VALUES = values(); // [character]: its byte, or -1

  private ByteLevel() {}

  private static char[] characters() {
    char[] characters = new char[BYTES];
    char next = BYTES;
    for (char b = 0; b < BYTES; b++) {
      boolean visible = (b >= '!' && b <= '~') || (b >= '¡' && b <= '¬') || b >= '®';
      characters[b] = visible ? b : next++;
    }
    return characters;
  }

  private static int[] values() {
    int[] values = new int[2 * BYTES];
    Arrays.fill(values, -1);
    for (int b = 0; b < BYTES; b++) {
      values[CHARACTERS[b]] = b;
    }
    return values;
  }

  /** Some bytes, written as characters. */
  public static String text(byte[] bytes) {
    char[] text = new char[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      text[i] = CHARACTERS[bytes[i] & 0xFF];
    }
    return new String(text);
  }

  /** The bytes that a text of such characters stands for; null if it has others. */
  public static byte @Nullable [] bytes(String text) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      int value = text.charAt(i) < VALUES.length ? VALUES[text.charAt(i)] : -1;
      if (value < 0) {
        return null;
      }
      bytes[i] = (byte) value;
    }
    return bytes;
  }
}
