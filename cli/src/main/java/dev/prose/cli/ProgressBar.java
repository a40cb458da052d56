package dev.prose.cli;

import dev.prose.train.TrainingEvent;
import dev.prose.train.TrainingListener;
import java.io.PrintStream;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One line on a terminal that shows how far a training run is, redrawn ten times a second. */
final class ProgressBar implements TrainingListener {
  private static final long INTERVAL = 100_000_000; // ns
  private static final int WIDTH = 10; // characters
  private static final int COLUMNS = 79; // so that the line never wraps
  private static final String CLEAR_LINE = "\r\033[K";

  private final PrintStream err;
  private final int first;
  private final int iterations;
  private final LongSupplier clock; // ns
  private final long start;
  private long lastShown;
  private TrainingEvent.@Nullable Evaluated evaluated;
  private boolean visible;

  /**
   * @param first the iteration at which the run begins or goes on
   * @param iterations the one at which it ends
   * @param clock in ns
   */
  ProgressBar(PrintStream err, int first, int iterations, LongSupplier clock) {
    this.err = err;
    this.first = first;
    this.iterations = iterations;
    this.clock = clock;
    this.start = clock.getAsLong();
    this.lastShown = start;
  }

  @Override
  public void on(TrainingEvent event) {
    switch (event) {
      case TrainingEvent.Stepped step -> {
        long now = clock.getAsLong();
        if (now - lastShown >= INTERVAL) {
          lastShown = now;
          show(step, (now - start) / 1e9);
        }
      }
      case TrainingEvent.Evaluated evaluation -> evaluated = evaluation;
    }
  }

  private void show(TrainingEvent.Stepped step, double seconds) {
    double rate = (step.iteration() - first) / seconds;
    int filled = (int) ((long) WIDTH * step.iteration() / iterations);
    String losses =
        evaluated == null
            ? Report.format("loss %.3f", step.loss())
            : Report.format(
                "train %.3f, val %.3f", evaluated.train().nats(), evaluated.validation().nats());
    String line =
        Report.format(
            "%s%s %,d/%,d  %,.0f it/s  %s  %s left",
            "█".repeat(filled),
            "░".repeat(WIDTH - filled),
            step.iteration(),
            iterations,
            rate,
            losses,
            duration((iterations - step.iteration()) / rate));
    err.print(CLEAR_LINE + line.substring(0, Math.min(line.length(), COLUMNS)));
    err.flush();
    visible = true;
  }

  /** This bar together with a listener that prints lines: the bar gives way to each of them. */
  TrainingListener above(TrainingListener lines) {
    return event -> {
      on(event);
      if (event instanceof TrainingEvent.Evaluated) {
        clear();
        lines.on(event);
      }
    };
  }

  /** Takes the line away. */
  void clear() {
    if (visible) {
      err.print(CLEAR_LINE);
      err.flush();
      visible = false;
    }
  }

  private static String duration(double seconds) {
    long whole = Math.round(seconds);
    return whole < 3600
        ? Report.format("%d:%02d", whole / 60, whole % 60)
        : Report.format("%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }
}
