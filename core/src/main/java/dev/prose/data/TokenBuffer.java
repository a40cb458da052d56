package dev.prose.data;

import dev.prose.token.Encoder;
import java.io.IOException;
import java.util.Arrays;

/**
 * Gathers tokens until there are enough to be written to a file. Not safe for use by several
 * threads.
 */
public final class TokenBuffer implements Encoder.Sink {
  private static final int CHUNK = 1 << 12; // tokens

  private final TokenFile file;
  private int[] ids = new int[2 * CHUNK];
  private int size;
  private long written;
  private long most = Long.MAX_VALUE;
  private int last = LEFT_OUT; // token

  /**
   * @param file takes them; of the vocabulary that they are from
   */
  public TokenBuffer(TokenFile file) {
    this.file = file;
  }

  /** Takes no more tokens when there are so many in all. */
  public void stopAt(long total) {
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

  /**
   * Adds the first {@code count} of some tokens, and one more.
   *
   * @throws IOException if the file cannot be written; it names the file
   */
  public void add(int[] tokens, int count, int last) throws IOException {
    for (int i = 0; i < count; i++) {
      token(tokens[i], 0);
    }
    token(last, 0);
    writeIfFull();
  }

  /** The last token; {@link #LEFT_OUT} if there is none. */
  public int last() {
    return last;
  }

  /** How many tokens there have been. */
  public long total() {
    return written + size;
  }

  /**
   * Writes them if they are enough.
   *
   * @throws IOException if the file cannot be written; it names the file
   */
  public void writeIfFull() throws IOException {
    if (size >= CHUNK) {
      write();
    }
  }

  /**
   * Writes all that were gathered.
   *
   * @throws IOException if the file cannot be written; it names the file
   */
  public void write() throws IOException {
    file.append(ids, size);
    written += size;
    size = 0;
  }
}
