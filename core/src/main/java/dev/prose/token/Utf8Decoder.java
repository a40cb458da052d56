package dev.prose.token;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Decodes the bytes of tokens. A character's bytes may be spread over several tokens. */
final class Utf8Decoder implements Decoder {
  private final Tokenizer tokenizer;
  private final CharsetDecoder utf8 =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private byte[] pending = {}; // the first bytes of an incomplete character

  Utf8Decoder(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  @Override
  public String next(int id) {
    return decode(tokenizer.bytes(id), false);
  }

  @Override
  public String end() {
    String rest = decode(new byte[0], true);
    utf8.reset();
    return rest;
  }

  private String decode(byte[] bytes, boolean end) {
    ByteBuffer input = ByteBuffer.allocate(pending.length + bytes.length);
    input.put(pending).put(bytes).flip();
    // Each byte gives at most one UTF-16 unit, malformed or not.
    CharBuffer text = CharBuffer.allocate(input.remaining());
    utf8.decode(input, text, end);
    pending = Arrays.copyOfRange(input.array(), input.position(), input.limit());
    return text.flip().toString();
  }
}
