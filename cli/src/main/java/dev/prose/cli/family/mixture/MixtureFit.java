package dev.prose.cli.family.mixture;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.cli.output.Console;
import dev.prose.cli.output.ModelMode;
import dev.prose.cli.output.Report;
import dev.prose.data.Split;
import dev.prose.mixture.Mixture;
import dev.prose.mixture.MixtureEvaluation;
import dev.prose.mixture.MixtureOptions;
import dev.prose.mixture.MixtureTrainer;
import dev.prose.text.InvalidDataException;
import dev.prose.token.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Counts a text, learns what the counts are worth, says how that goes and how good it is. */
record MixtureFit(Console console, Report report, MixtureOptions options, MixtureKeeper keeper) {
  /**
   * Learns, and has the keeper keep what was learned.
   *
   * @param before where to go on, or nothing to begin anew
   * @return the model; not all of it is learned if it was stopped
   */
  Mixture fit(Split split, Vocabulary vocabulary, Optional<Checkpoint> before, BooleanSupplier stop)
      throws IOException {
    long counting = System.nanoTime();
    MixtureTrainer trainer = new MixtureTrainer(split.train(), vocabulary, options);
    double counted = seconds(counting);
    before.ifPresent(checkpoint -> goOn(trainer, checkpoint));
    report.model(trainer.model());
    report.line("contexts", "%s", String.join(", ", trainer.model().contexts()));
    report.line(
        "training",
        "%s of %d blocks, %s, by Adagrad with the rate %s, seed %d",
        options.passes() == 1 ? "1 pass" : options.passes() + " passes",
        trainer.blocks() / options.passes(),
        options.stride() == 1
            ? "every character"
            : "one character in " + options.stride() + " of each",
        Report.number(options.rate()),
        options.seed());
    report.blank();
    report.text("blocks   loss in nats a character, where none of the block was counted");
    report.flush();
    long learning = System.nanoTime();
    learn(trainer, stop);
    double learned = seconds(learning);
    Mixture model = trainer.model();
    try {
      long evaluating = System.nanoTime();
      MixtureEvaluation evaluation = MixtureEvaluation.of(model, split.validation(), stop);
      report(evaluation);
      report.line(
          "time",
          "counting %.2f s, learning %.2f s, evaluating %.2f s",
          counted,
          learned,
          seconds(evaluating));
      keeper.save(trainer, evaluation.whole().nats());
    } catch (CancellationException e) {
      keeper.save(trainer, Double.NaN);
    } catch (RuntimeException e) {
      keepAll(trainer, e);
      throw e;
    }
    return model;
  }

  /** Saves what was learned before a failure, if that is still possible. */
  private void keepAll(MixtureTrainer trainer, RuntimeException failure) {
    try {
      keeper.save(trainer, Double.NaN);
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void report(MixtureEvaluation evaluation) {
    report.blank();
    report.validation(evaluation.whole());
    evaluation
        .windowsShut()
        .ifPresent(shut -> report.line("", "%.4f nats with its windows shut", shut.nats()));
    report.line("mode", "%s", ModelMode.STATIC);
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static void goOn(MixtureTrainer trainer, Checkpoint before) {
    if (!(before.model() instanceof Mixture model)) {
      throw new InvalidDataException(
          "the run was not of a mixture. Begin a new one with --init-from=scratch");
    }
    try {
      trainer.goOnFrom(model, before.training().step());
    } catch (IllegalArgumentException e) {
      throw new InvalidDataException("the run cannot go on: " + e.getMessage(), e);
    }
  }

  private void learn(MixtureTrainer trainer, BooleanSupplier stop) throws IOException {
    MixtureProgress progress =
        new MixtureProgress(console, report, trainer.done(), trainer.blocks());
    MixtureTrainer.Listener kept =
        new MixtureTrainer.Listener() {
          @Override
          public void learned(int blocks, double nats) {
            progress.learned(blocks, nats);
            if (keeper.isDue() && blocks < trainer.blocks()) {
              save(trainer);
            }
          }

          @Override
          public void reached(double share) {
            progress.reached(share);
          }
        };
    try {
      trainer.train(kept, stop);
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    } finally {
      progress.end();
    }
  }

  private void save(MixtureTrainer trainer) {
    try {
      keeper.save(trainer, Double.NaN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
