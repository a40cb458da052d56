package dev.prose.token;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Shows tokens to a person. A token may be white space, or not a whole character. */
final class TokenNames {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private TokenNames() {}

  /** As a label: {@code \n}, {@code ␣}, {@code the}. */
  static String shown(byte[] utf8) {
    String text;
    try {
      text = decode(utf8);
    } catch (CharacterCodingException e) {
      return hexadecimal(utf8);
    }
    // A backslash alone is not ambiguous.
    return text.equals("\\") ? text : CharacterNames.escaped(text).replace(' ', '␣');
  }

  /** In single quotes: {@code '\n'}, {@code ' '}, {@code 'the'}. */
  static String quoted(byte[] utf8) {
    try {
      return CharacterNames.quoted(decode(utf8));
    } catch (CharacterCodingException e) {
      return "'" + hexadecimal(utf8) + "'";
    }
  }

  private static String decode(byte[] utf8) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
  }

  /** Bytes that are not text: {@code \xE2\x82}. */
  private static String hexadecimal(byte[] bytes) {
    return bytes.length == 0 ? "" : "\\x" + HEX.withDelimiter("\\x").formatHex(bytes);
  }
}
