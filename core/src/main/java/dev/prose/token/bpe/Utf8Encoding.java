package dev.prose.token.bpe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;

/** Encodes a text that comes in chunks, by and by, so that it is never there twice. */
final class Utf8Encoding {
  private static final byte[] REPLACEMENT = "\uFFFD".getBytes(UTF_8);
  private static final int MOST_BYTES = 3; // of one char

  /** Takes bytes. */
  interface Sink {
    void accept(byte[] utf8, int from, int to);
  }

  private final CharsetEncoder encoder =
      UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPLACE).replaceWith(REPLACEMENT);
  private final CharBuffer characters = CharBuffer.allocate(1 << 13); // half a pair may stay
  private final ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES << 13);

  void encode(CharSequence text, Sink sink) {
    int taken = 0;
    while (taken < text.length()) {
      int taking = Math.min(characters.remaining(), text.length() - taken);
      characters.append(text, taken, taken + taking);
      taken += taking;
      encode(sink, false);
    }
  }

  /** Ends the text; the next one may begin. */
  void end(Sink sink) {
    if (characters.position() > 0) {
      encode(sink, true);
    }
    encoder.reset();
  }

  private void encode(Sink sink, boolean last) {
    encoder.encode(characters.flip(), bytes, last);
    characters.compact();
    sink.accept(bytes.array(), 0, bytes.position());
    bytes.clear();
  }
}
