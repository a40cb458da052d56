package dev.prose.token.bpe;

import dev.prose.text.RawBytes;
import dev.prose.token.Encoder;
import dev.prose.token.pieces.Splitter;
import java.util.Arrays;

/**
 * Encodes a text that comes in parts. A piece is held back until it is certain where it ends; of a
 * long one that is asked only whenever it has doubled, so that it is not read again for each part.
 */
final class BpeEncoder implements Encoder {
  private static final int ROOM = 1 << 10; // bytes

  private final BpeTokenizer tokenizer;
  private final PieceCutter cutter;
  private final PieceEncoding encoding;
  private byte[] utf8 = new byte[ROOM]; // not encoded yet
  private byte[] ends = new byte[ROOM]; // beside it: 1 at the last byte of a code point
  private int size;
  private int enough = 1; // bytes that there should be before the next piece is looked for

  BpeEncoder(BpeTokenizer tokenizer) {
    this.tokenizer = tokenizer;
    this.cutter = tokenizer.cutter();
    this.encoding = new PieceEncoding(tokenizer.vocabulary());
  }

  @Override
  public void encode(int[] codePoints, int count, Sink sink) {
    reserve(Math.multiplyExact(count, RawBytes.MOST));
    for (int i = 0; i < count; i++) {
      int end = RawBytes.put(codePoints[i], utf8, size);
      Arrays.fill(ends, size, end, (byte) 0);
      ends[end - 1] = 1;
      size = end;
    }
    if (size >= enough) {
      encode(false, sink);
    }
  }

  @Override
  public void end(Sink sink) {
    encode(true, sink);
  }

  @Override
  public long unknown() {
    return 0;
  }

  private void reserve(int more) {
    if (utf8.length - size < more) {
      int room = Math.max(Math.addExact(size, more), (int) Math.min(2L * size, 1 << 30));
      utf8 = Arrays.copyOf(utf8, room);
      ends = Arrays.copyOf(ends, room);
    }
  }

  private void encode(boolean last, Sink sink) {
    int from = 0;
    while (from < size) {
      int end = cutter.end(utf8, from, size, last);
      if (end == Splitter.NEEDS_MORE) {
        break;
      }
      encode(from, end, sink);
      from = end;
    }
    System.arraycopy(utf8, from, utf8, 0, size - from);
    System.arraycopy(ends, from, ends, 0, size - from);
    size -= from;
    cutter.dropped(from);
    enough = size < ROOM ? 1 : 2 * size;
  }

  private void encode(int from, int to, Sink sink) {
    int count = encoding.encode(utf8, from, to);
    int[] ids = encoding.ids();
    int at = from;
    for (int i = 0; i < count; i++) {
      int characters = 0;
      for (int end = at + tokenizer.vocabulary().length(ids[i]); at < end; at++) {
        characters += ends[at];
      }
      sink.token(ids[i], characters);
    }
  }
}
