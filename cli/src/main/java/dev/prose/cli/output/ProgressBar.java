package dev.prose.cli.output;

import dev.prose.train.TrainingEvent;
import dev.prose.train.TrainingListener;
import java.io.PrintStream;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One line on a terminal that shows how far a training run is. */
public final class ProgressBar implements TrainingListener {
  private final TerminalLine line;
  private final int first;
  private final int iterations;
  private final int tokens;
  private TrainingEvent.@Nullable Evaluated evaluated;

  /**
   * @param first the iteration at which the run begins or goes on
   * @param iterations the one at which it ends
   * @param tokens of an iteration, to show tokens per second; 0 to show iterations per second
   * @param clock in ns
   */
  public ProgressBar(PrintStream err, int first, int iterations, int tokens, LongSupplier clock) {
    this.tokens = tokens;
    this.line = new TerminalLine(err, clock);
    this.first = first;
    this.iterations = iterations;
  }

  @Override
  public void on(TrainingEvent event) {
    switch (event) {
      case TrainingEvent.Stepped step -> line.show(() -> text(step));
      case TrainingEvent.Evaluated evaluation -> evaluated = evaluation;
    }
  }

  private String text(TrainingEvent.Stepped step) {
    double rate = (step.iteration() - first) / line.seconds();
    String losses =
        evaluated == null
            ? Report.format("loss %.3f", step.loss())
            : Report.format("train %.3f", evaluated.train().nats())
                + evaluated
                    .validation()
                    .map(it -> Report.format(", val %.3f", it.nats()))
                    .orElse("");
    return Report.format(
        "%s %,d/%,d  %,.0f %s  %s  %s left",
        TerminalLine.bar((double) step.iteration() / iterations),
        step.iteration(),
        iterations,
        tokens == 0 ? rate : rate * tokens,
        tokens == 0 ? "it/s" : "tok/s",
        losses,
        TerminalLine.duration((iterations - step.iteration()) / rate));
  }

  /** This bar together with a listener that prints lines: the bar gives way to each of them. */
  public TrainingListener above(TrainingListener lines) {
    return event -> {
      on(event);
      if (event instanceof TrainingEvent.Evaluated) {
        clear();
        lines.on(event);
      }
    };
  }

  /** Takes the line away. */
  public void clear() {
    line.clear();
  }
}
