package dev.prose.count;

import dev.prose.file.TemporaryFile;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Sorted windows in a temporary file, each as its words and its count. */
final class RunFile implements Closeable {
  private static final int BUFFER = 1 << 16; // bytes, about

  private final TemporaryFile file;
  private final int words;
  private final ByteBuffer buffer;

  /**
   * Makes an empty file.
   *
   * @param words words per window
   */
  RunFile(Path folder, int words) throws IOException {
    this.file = TemporaryFile.in(folder);
    this.words = words;
    int window = words * Long.BYTES + Integer.BYTES;
    this.buffer = ByteBuffer.allocate(BUFFER / window * window);
  }

  /** Appends a window, which must not be less than the one before it. */
  void add(long[] window, long count) throws IOException {
    long left = count;
    while (left > Integer.MAX_VALUE) { // in several parts
      add(window, Integer.MAX_VALUE);
      left -= Integer.MAX_VALUE;
    }
    add(window, (int) left);
  }

  private void add(long[] window, int count) throws IOException {
    if (!buffer.hasRemaining()) {
      flush();
    }
    for (long word : window) {
      buffer.putLong(word);
    }
    buffer.putInt(count);
  }

  /** Writes the buffered windows to the file. */
  void flush() throws IOException {
    file.write(buffer.flip());
    buffer.clear();
  }

  /** Reads the file from its start. */
  WindowSource open() {
    InputStream in = file.open();
    long size = file.size() / (words * Long.BYTES + Integer.BYTES);
    buffer.limit(0);
    return new WindowSource(words) {
      private long left = size;

      @Override
      protected long read(long[] window) throws IOException {
        if (left-- == 0) {
          return END;
        }
        if (!buffer.hasRemaining()) {
          refill(in);
        }
        for (int w = 0; w < words; w++) {
          window[w] = buffer.getLong();
        }
        return buffer.getInt();
      }
    };
  }

  private void refill(InputStream in) throws IOException {
    int read = in.readNBytes(buffer.array(), 0, buffer.capacity());
    if (read == 0) {
      throw new EOFException("a temporary file ended before what was written to it");
    }
    buffer.position(0).limit(read);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
