package dev.prose.server.fields;

import dev.prose.token.Tokenizer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Tokens as texts of their own. */
public final class TokenTexts {
  private static final HexFormat HEX = HexFormat.of().withPrefix("\\x");

  private TokenTexts() {}

  /** The token's text; {@code bytes:\xe2\x80} where its bytes are none, as OpenAI writes it. */
  public static String of(Tokenizer tokenizer, int id) {
    byte[] bytes = tokenizer.bytes(id);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return "bytes:" + HEX.formatHex(bytes);
    }
  }
}
