package dev.prose.cli.output;

import java.io.PrintStream;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** One line on a terminal, redrawn ten times per second, and taken away again. */
public final class TerminalLine {
  private static final long INTERVAL = 100_000_000; // ns
  private static final int COLUMNS = 79; // so that the line never wraps
  private static final String CLEAR_LINE = "\r\033[K";

  private final PrintStream err;
  private final LongSupplier clock; // ns
  private final long start;
  private long lastShown;
  private boolean visible;

  public TerminalLine(PrintStream err, LongSupplier clock) {
    this.err = err;
    this.clock = clock;
    this.start = clock.getAsLong();
    this.lastShown = start;
  }

  /** How long the line has been there. */
  public double seconds() {
    return (clock.getAsLong() - start) / 1e9;
  }

  /** Shows a text, if it is time to. */
  public void show(Supplier<String> text) {
    long now = clock.getAsLong();
    if (now - lastShown >= INTERVAL) {
      lastShown = now;
      String line = text.get();
      err.print(CLEAR_LINE + line.substring(0, Math.min(line.length(), COLUMNS)));
      err.flush();
      visible = true;
    }
  }

  /** Takes the line away. */
  public void clear() {
    if (visible) {
      err.print(CLEAR_LINE);
      err.flush();
      visible = false;
    }
  }

  /** How far something is, as a bar. */
  public static String bar(double share) {
    int width = 10; // characters
    int filled = (int) (width * share);
    return "█".repeat(filled) + "░".repeat(width - filled);
  }

  public static String duration(double seconds) {
    long whole = Math.round(seconds);
    return whole < 3600
        ? Report.format("%d:%02d", whole / 60, whole % 60)
        : Report.format("%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }
}
