package dev.prose.token;

import dev.prose.text.CodePoints;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/**
 * A tokenizer for tests, of a kind that there is nowhere else: a token is two bytes of UTF-8, or
 * one at the end of a text, so that most characters outside ASCII are cut in two. Ids up to 255 are
 * single bytes.
 */
public final class PairTokenizer implements Tokenizer {
  private static final int BYTES = 1 << 8;

  @Override
  public int vocabularySize() {
    return BYTES + BYTES * BYTES;
  }

  @Override
  public int[] encode(CharSequence text) {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    int[] ids = new int[(bytes.length + 1) / 2];
    for (int i = 0; i < ids.length; i++) {
      int first = bytes[2 * i] & 0xFF;
      boolean whole = 2 * i + 1 < bytes.length;
      ids[i] = whole ? BYTES + first * BYTES + (bytes[2 * i + 1] & 0xFF) : first;
    }
    return ids;
  }

  /** Holds everything back until the end, as it may. */
  @Override
  public Encoder encoder() {
    StringBuilder text = new StringBuilder();
    return new Encoder() {
      @Override
      public void encode(int[] codePoints, int count, Sink sink) {
        for (int i = 0; i < count; i++) {
          text.appendCodePoint(codePoints[i]);
        }
      }

      @Override
      public void end(Sink sink) {
        int bytes = 0;
        int ended = 0; // characters
        for (int id : PairTokenizer.this.encode(text)) {
          bytes += bytes(id).length;
          int now = charactersWithin(text.toString(), bytes);
          sink.token(id, now - ended);
          ended = now;
        }
      }

      @Override
      public long unknown() {
        return 0;
      }
    };
  }

  /** How many characters end within the first bytes of a text. */
  private static int charactersWithin(String text, int bytes) {
    int characters = 0;
    int end = 0;
    CodePoints codePoints = new CodePoints(text);
    for (int count = codePoints.next(); count > 0; count = codePoints.next()) {
      for (int i = 0; i < count; i++) {
        String character = Character.toString(codePoints.chunk()[i]);
        end += character.getBytes(StandardCharsets.UTF_8).length;
        characters += end <= bytes ? 1 : 0;
      }
    }
    return characters;
  }

  @Override
  public byte[] bytes(int id) {
    if (id < 0 || id >= vocabularySize()) {
      throw new IndexOutOfBoundsException(id);
    }
    int pair = id - BYTES;
    byte[] both = {(byte) (pair / BYTES), (byte) (pair % BYTES)};
    return id < BYTES ? new byte[] {(byte) id} : Arrays.copyOf(both, 2);
  }

  @Override
  public String word(int id) {
    return HexFormat.of().formatHex(bytes(id));
  }

  @Override
  public boolean sameAs(Tokenizer other) {
    return other instanceof PairTokenizer;
  }

  @Override
  public Tokenizer withOnUnknown(OnUnknown onUnknown) {
    return this;
  }

  @Override
  public Map<String, Object> json() {
    throw new UnsupportedOperationException("a tokenizer of tests alone");
  }
}
