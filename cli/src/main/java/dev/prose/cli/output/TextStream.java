package dev.prose.cli.output;

import java.util.function.Consumer;

/**
 * Sends generated text to standard output as it comes: at once where a model is slow, in pieces of
 * a few milliseconds where it is fast.
 */
public final class TextStream implements Consumer<String> {
  private static final long INTERVAL = 5_000_000; // ns

  private final TextOutput out;
  private long lastFlush = System.nanoTime() - INTERVAL;

  public TextStream(TextOutput out) {
    this.out = out;
  }

  @Override
  public void accept(String piece) {
    out.print(piece);
    long now = System.nanoTime();
    if (now - lastFlush >= INTERVAL) {
      out.flush();
      lastFlush = now;
    }
  }
}
