package dev.prose.count;

import java.io.Closeable;
import java.io.IOException;

/** The windows of a part of a text in ascending order, some of them in temporary files. */
public final class CountedWindows extends WindowSource implements Closeable {
  private final Runs runs;
  private final WindowSource all;

  /** Takes over the runs. */
  CountedWindows(int words, Runs runs) throws IOException {
    super(words);
    this.runs = runs;
    this.all = runs.source();
  }

  @Override
  protected long read(long[] window) throws IOException {
    if (!all.next()) {
      return END;
    }
    System.arraycopy(all.window(), 0, window, 0, window.length);
    return all.count();
  }

  /** Removes the files. */
  @Override
  public void close() throws IOException {
    runs.close();
  }
}
