package dev.prose.token.bytes;

import dev.prose.text.RawBytes;
import dev.prose.token.Encoder;
import dev.prose.token.FixedCuts;
import dev.prose.token.OnUnknown;
import dev.prose.token.TextCuts;
import dev.prose.token.Tokenizer;
import dev.prose.token.bpe.BpeTokenizer;
import dev.prose.token.bpe.BpeVocabulary;
import dev.prose.token.bpe.ByteLevel;
import dev.prose.token.pieces.Splitters;
import java.util.Map;
import java.util.OptionalInt;

/** One token per byte of UTF-8, with the byte's value as its id. Any file is a text to it. */
public final class ByteTokenizer implements Tokenizer {
  private static final int BYTES = 1 << Byte.SIZE;

  /** The same tokens as byte-pair encoding has without any merges, for its tokenizer.json. */
  private static final BpeTokenizer WITHOUT_MERGES =
      new BpeTokenizer(BpeVocabulary.ofBytes(), Splitters.named("whole"));

  /** Whether a tokenizer that was read has the same tokens. */
  public static boolean isSame(BpeTokenizer tokenizer) {
    return tokenizer.sameAs(WITHOUT_MERGES);
  }

  @Override
  public int vocabularySize() {
    return BYTES;
  }

  @Override
  public String unit() {
    return "byte";
  }

  @Override
  public boolean readsAnyBytes() {
    return true;
  }

  @Override
  public TextCuts cuts() {
    return FixedCuts.ANYWHERE;
  }

  @Override
  public int[] encode(CharSequence text) {
    byte[] bytes = RawBytes.of(text);
    int[] ids = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      ids[i] = bytes[i] & 0xFF;
    }
    return ids;
  }

  @Override
  public Encoder encoder() {
    return new Encoder() {
      private final byte[] bytes = new byte[RawBytes.MOST];

      @Override
      public void encode(int[] codePoints, int count, Sink sink) {
        for (int i = 0; i < count; i++) {
          int length = RawBytes.put(codePoints[i], bytes, 0);
          for (int k = 0; k < length; k++) {
            sink.token(bytes[k] & 0xFF, k == length - 1 ? 1 : 0);
          }
        }
      }

      @Override
      public void end(Sink sink) {
        // Nothing is held back.
      }

      @Override
      public long unknown() {
        return 0;
      }
    };
  }

  @Override
  public byte[] bytes(int id) {
    if (id < 0 || id >= BYTES) {
      throw new IndexOutOfBoundsException("there is no byte " + id);
    }
    return new byte[] {(byte) id};
  }

  @Override
  public String word(int id) {
    return ByteLevel.text(bytes(id));
  }

  @Override
  public OptionalInt token(String text) {
    byte[] bytes = RawBytes.of(text);
    return bytes.length == 1 ? OptionalInt.of(bytes[0] & 0xFF) : OptionalInt.empty();
  }

  @Override
  public boolean sameAs(Tokenizer other) {
    return other instanceof ByteTokenizer;
  }

  /** This one: there is nothing that it does not know. */
  @Override
  public ByteTokenizer withOnUnknown(OnUnknown onUnknown) {
    return this;
  }

  @Override
  public Map<String, Object> json() {
    return WITHOUT_MERGES.json();
  }
}
