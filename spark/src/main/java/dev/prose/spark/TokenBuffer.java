package dev.prose.spark;

import dev.prose.data.TokenFile;
import dev.prose.token.Encoder;
import java.io.IOException;
import java.util.Arrays;

/** Gathers tokens until there are enough to be written to a file. */
final class TokenBuffer implements Encoder.Sink {
  private static final int CHUNK = 1 << 14; // tokens

  private final TokenFile file;
  private int[] ids = new int[2 * CHUNK];
  private int size;
  private long written;
  private long most = Long.MAX_VALUE;
  private int last = LEFT_OUT; // token

  TokenBuffer(TokenFile file) {
    this.file = file;
  }

  /** Takes no more tokens when there are so many in all. */
  void stopAt(long total) {
    most = total;
  }

  @Override
  public void token(int id, int characters) {
    if (id != LEFT_OUT && total() < most) {
      if (size == ids.length) {
        ids = Arrays.copyOf(ids, 2 * size);
      }
      ids[size++] = id;
      last = id;
    }
  }

  /** Adds the first {@code count} of some tokens, and one more. */
  void add(int[] tokens, int count, int last) throws IOException {
    for (int i = 0; i < count; i++) {
      token(tokens[i], 0);
    }
    token(last, 0);
    writeIfFull();
  }

  /** The last token; {@link #LEFT_OUT} if there is none. */
  int last() {
    return last;
  }

  /** How many tokens there have been. */
  long total() {
    return written + size;
  }

  void writeIfFull() throws IOException {
    if (size >= CHUNK) {
      write();
    }
  }

  void write() throws IOException {
    file.append(ids, size);
    written += size;
    size = 0;
  }
}
