package dev.prose.cli.train;

import dev.prose.cli.output.Console;
import dev.prose.cli.output.ProgressBar;
import dev.prose.metrics.Measurement;
import dev.prose.train.Learner;
import dev.prose.train.Trainer;
import dev.prose.train.TrainingEvent;
import dev.prose.train.TrainingListener;
import dev.prose.train.TrainingOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BooleanSupplier;

/**
 * The steps of a run, whose evaluations are shown, written to the run's files and kept.
 *
 * @param start at which iteration the run begins or goes on
 * @param tokens of an iteration, if their number per second is to be shown on the way, else 0
 */
public record WatchedSteps(Learning learning, TrainingOptions options, int start, int tokens) {
  /** What a family makes of an evaluation. */
  public interface Watcher {
    Measurement measure(TrainingEvent.Evaluated evaluated);

    void show(TrainingEvent.Evaluated evaluated, Measurement measurement);

    Keeper.Snapshot snapshot(TrainingEvent.Evaluated evaluated, Measurement measurement);
  }

  /**
   * Takes them.
   *
   * @param stop asked after each step
   * @return how many steps the learner has made now
   * @throws UncheckedIOException if an evaluation cannot be written or kept
   */
  public int take(Learner learner, BooleanSupplier stop, Watcher watcher) throws IOException {
    Trainer trainer = new Trainer(learning.split(), options);
    Console console = learning.console();
    try (MetricsFiles metrics = MetricsFiles.open(learning.folder(), start)) {
      TrainingListener evaluations =
          event -> {
            if (event instanceof TrainingEvent.Evaluated evaluated) {
              Measurement measurement = watcher.measure(evaluated);
              watcher.show(evaluated, measurement);
              keep(watcher.snapshot(evaluated, measurement), measurement, metrics);
            }
          };
      if (!console.errTerminal()) {
        return trainer.train(learner, start, stop, evaluations);
      }
      ProgressBar bar =
          new ProgressBar(console.err(), start, options.maxIters(), tokens, System::nanoTime);
      try {
        return trainer.train(learner, start, stop, bar.above(evaluations));
      } finally {
        bar.clear();
      }
    }
  }

  private void keep(Keeper.Snapshot snapshot, Measurement measurement, MetricsFiles metrics) {
    try {
      metrics.write(measurement);
      learning.keeper().keep(snapshot);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
