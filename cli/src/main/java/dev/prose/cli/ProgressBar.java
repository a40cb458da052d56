package dev.prose.cli;

import dev.prose.train.TrainingEvent;
import dev.prose.train.TrainingListener;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** One line on a terminal that shows how far a training run is, redrawn ten times a second. */
final class ProgressBar implements TrainingListener {
  private static final long INTERVAL = 100_000_000; // ns
  private static final int WIDTH = 20; // characters
  private static final String CLEAR_LINE = "\r\033[K";

  private final PrintStream err;
  private final int iterations;
  private final long start = System.nanoTime();
  private long lastShown = start;
  private TrainingEvent.@Nullable Evaluated evaluated;
  private boolean visible;

  ProgressBar(PrintStream err, int iterations) {
    this.err = err;
    this.iterations = iterations;
  }

  @Override
  public void on(TrainingEvent event) {
    switch (event) {
      case TrainingEvent.Stepped step -> {
        long now = System.nanoTime();
        if (now - lastShown >= INTERVAL) {
          lastShown = now;
          show(step, (now - start) / 1e9);
        }
      }
      case TrainingEvent.Evaluated evaluation -> evaluated = evaluation;
    }
  }

  private void show(TrainingEvent.Stepped step, double seconds) {
    double rate = step.iteration() / seconds;
    int filled = (int) ((long) WIDTH * step.iteration() / iterations);
    String losses =
        evaluated == null
            ? Report.format("loss %.3f", step.loss())
            : Report.format(
                "train %.3f, validation %.3f",
                evaluated.train().nats(), evaluated.validation().nats());
    err.print(
        CLEAR_LINE
            + Report.format(
                "%s%s %,d/%,d  %,.0f it/s  %s  %s left",
                "█".repeat(filled),
                "░".repeat(WIDTH - filled),
                step.iteration(),
                iterations,
                rate,
                losses,
                duration((iterations - step.iteration()) / rate)));
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

  private void clear() {
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
