package dev.prose.cli.family.mixture;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.checkpoint.Provenance;
import dev.prose.checkpoint.TrainingRun;
import dev.prose.checkpoint.TrainingState;
import dev.prose.cli.output.Report;
import dev.prose.mixture.MixtureTrainer;
import dev.prose.token.CharTokenizer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Keeps what a mixture has learned, not more often than it is told to. */
final class MixtureKeeper {
  private final TrainingRun run;
  private final CharTokenizer tokenizer;
  private final Provenance corpus;
  private final Map<String, String> options;
  private final long interval; // ns
  private long lastSave = System.nanoTime();
  private int done; // blocks
  private int all;

  /**
   * @param options the run's, by name
   * @param interval the shortest time between two that are saved
   */
  MixtureKeeper(
      TrainingRun run,
      CharTokenizer tokenizer,
      Provenance corpus,
      Map<String, String> options,
      Duration interval) {
    this.run = run;
    this.tokenizer = tokenizer;
    this.corpus = corpus;
    this.options = options;
    this.interval = interval.toNanos();
  }

  /** Whether it is time to keep the model, though training goes on. */
  boolean isDue() {
    return System.nanoTime() - lastSave >= interval;
  }

  /**
   * Keeps what was learned so far.
   *
   * @param validationLoss in nats; NaN where it was not measured
   */
  void save(MixtureTrainer trainer, double validationLoss) throws IOException {
    done = trainer.done();
    all = trainer.blocks();
    TrainingState state =
        TrainingState.of(corpus, progress() + " of Adagrad", done)
            .withValidationLoss(validationLoss)
            .withOptions(options);
    run.save(new Checkpoint(trainer.model(), tokenizer, state));
    lastSave = System.nanoTime();
  }

  /** Whether what was kept last has learned from all blocks. */
  boolean isFinished() {
    return done == all;
  }

  /** How far what was kept last is, for a person. */
  String progress() {
    return Report.format("%d of %d blocks", done, all);
  }
}
