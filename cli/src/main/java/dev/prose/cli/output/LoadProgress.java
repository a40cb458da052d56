package dev.prose.cli.output;

import dev.prose.text.LoadListener;
import java.util.Locale;

/**
 * Shows a download's progress on one line of a terminal, which is gone when it is closed; off a
 * terminal only its end.
 */
public final class LoadProgress implements LoadListener, AutoCloseable {
  private static final long INTERVAL = 100_000_000; // ns

  private final Console console;
  private long lastShown = System.nanoTime() - INTERVAL;
  private boolean visible;

  public LoadProgress(Console console) {
    this.console = console;
  }

  @Override
  public void progress(String source, long bytes, long total) {
    boolean complete = bytes == total;
    long now = System.nanoTime();
    if (!complete && (!console.errTerminal() || now - lastShown < INTERVAL)) {
      return;
    }
    lastShown = now;
    String line =
        total > 0
            ? String.format(
                Locale.ROOT,
                "downloading %s: %,d of %,d kB (%d%%)",
                source,
                bytes / 1000,
                total / 1000,
                100 * bytes / total)
            : String.format(Locale.ROOT, "downloading %s: %,d kB", source, bytes / 1000);
    if (console.errTerminal()) {
      console.err().print("\r" + line + "\033[K");
      console.err().flush();
      visible = true;
    } else {
      console.err().println(line);
    }
  }

  @Override
  public void notice(String message) {
    close();
    console.notice(message);
  }

  @Override
  public void close() {
    if (visible) {
      console.err().print("\r\033[K");
      console.err().flush();
      visible = false;
    }
  }
}
