package dev.prose.cli.family.mixture;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.cli.output.ModelMode;
import dev.prose.cli.output.Report;
import dev.prose.cli.train.Keeper;
import dev.prose.cli.train.Learning;
import dev.prose.cli.train.Outcome;
import dev.prose.cli.train.StopSignals;
import dev.prose.data.Tokens;
import dev.prose.estimate.ExpertEstimator;
import dev.prose.estimate.MixtureEstimator;
import dev.prose.eval.Evaluation;
import dev.prose.eval.TextEvaluation;
import dev.prose.expert.ExpertOptions;
import dev.prose.expert.ExpertTrainer;
import dev.prose.expert.MixtureWithExpert;
import dev.prose.mixture.Mixture;
import dev.prose.mixture.MixtureEvaluation;
import dev.prose.mixture.MixtureOptions;
import dev.prose.mixture.MixtureTrainer;
import dev.prose.text.InvalidDataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Counts a text, learns what the counts are worth, says how that goes and how good it is.
 *
 * @param expert how an expert is made then, if there is to be one
 */
record MixtureFit(Learning learning, MixtureEstimator estimator, Optional<ExpertOptions> expert) {
  Outcome learn() throws IOException {
    Report report = learning.report();
    long counting = System.nanoTime();
    MixtureTrainer trainer = estimator.trainer(learning.split(), learning.text().tokenizer());
    double counted = seconds(counting);
    learning.before().ifPresent(before -> goOn(trainer, before));
    StopSignals stop = learning.stopSignals().get(); // until here nothing would be lost
    MixtureKind kind = new MixtureKind();
    kind.report(trainer.model(), learning.unit(), report);
    kind.reportDetails(trainer.model(), report);
    report.flush();
    expert.ifPresent(this::requireMemory);
    if (learning.before().map(MixtureFit::hasExpert).orElse(false)) {
      return learnExpert(trainer, stop); // to which the run had come before
    }
    learnMixture(trainer, counted, stop);
    return trainer.done() == trainer.blocks() && !stop.getAsBoolean() && expert.isPresent()
        ? learnExpert(trainer, stop)
        : new Outcome(trainer.model(), progress(trainer), !stop.getAsBoolean());
  }

  private void requireMemory(ExpertOptions options) {
    try {
      ExpertTrainer.requireMemory(
          learning.split().train().size(),
          learning.text().tokenizer().vocabularySize(),
          options,
          Runtime.getRuntime().maxMemory());
    } catch (InvalidDataException e) {
      throw new InvalidDataException(
          e.getMessage()
              + ". Give it more, with PROSE_OPTS=-Xmx8g for instance, or take fewer --expert-iters or a smaller --expert-width",
          e);
    }
  }

  private Outcome learnExpert(MixtureTrainer trainer, StopSignals stop) throws IOException {
    ExpertEstimator both = new ExpertEstimator(estimator, expert.orElseThrow());
    return new ExpertFit(learning, both, trainer, stop).learn();
  }

  private void learnMixture(MixtureTrainer trainer, double counted, StopSignals stop)
      throws IOException {
    reportOptions(learning.report(), trainer.blocks());
    double validationLoss = Double.NaN;
    try {
      long learned = System.nanoTime();
      train(trainer, stop);
      double learning = seconds(learned);
      validationLoss = evaluate(trainer.model(), counted, learning, stop);
    } catch (CancellationException e) {
      // Stopped while it was evaluated: it is kept without its loss.
    } catch (RuntimeException e) {
      keepAfter(e, trainer);
      throw e;
    }
    keep(trainer, validationLoss);
  }

  private void reportOptions(Report report, int blocks) {
    MixtureOptions options = estimator.options(learning.split().train().size());
    report.line(
        "training",
        "%s of %d blocks, %s, by Adagrad with the rate %s, seed %d",
        options.passes() == 1 ? "1 pass" : options.passes() + " passes",
        blocks / options.passes(),
        options.stride() == 1
            ? "every character"
            : "one character in " + options.stride() + " of each",
        Report.number(options.rate()),
        options.seed());
    report.blank();
    report.text("blocks   loss in nats a character, where none of the block was counted");
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static boolean hasExpert(Checkpoint before) {
    return before.model() instanceof MixtureWithExpert;
  }

  private void goOn(MixtureTrainer trainer, Checkpoint before) {
    try {
      switch (before.model()) {
        case Mixture model -> trainer.goOnFrom(model, before.training().step());
        case MixtureWithExpert model when expert.isPresent() ->
            trainer.goOnFrom(model.mixture(), trainer.blocks());
        case MixtureWithExpert _ ->
            throw new InvalidDataException(
                "the run has an expert. Go on with --expert gru, or begin a new one with"
                    + " --init-from=scratch");
        default ->
            throw new InvalidDataException(
                "the run was not of a mixture. Begin a new one with --init-from=scratch");
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidDataException("the run cannot go on: " + e.getMessage(), e);
    }
  }

  private void train(MixtureTrainer trainer, StopSignals stop) {
    MixtureProgress progress =
        new MixtureProgress(
            learning.console(), learning.report(), trainer.done(), trainer.blocks());
    MixtureTrainer.Listener kept =
        new MixtureTrainer.Listener() {
          @Override
          public void learned(int blocks, double nats) {
            progress.learned(blocks, nats);
            if (learning.keeper().isDue() && blocks < trainer.blocks()) {
              keepBetweenBlocks(trainer);
            }
          }

          @Override
          public void reached(double share) {
            progress.reached(share);
          }
        };
    try {
      trainer.train(kept, stop);
    } finally {
      progress.end();
    }
  }

  /** The exact loss on the validation split, in nats per token; NaN if there is none. */
  private double evaluate(Mixture model, double counted, double learned, StopSignals stop) {
    Report report = learning.report();
    report.blank();
    if (!learning.split().validates()) {
      report.noValidation();
      report.line("time", "counting %.2f s, learning %.2f s", counted, learned);
      return Double.NaN;
    }
    long evaluating = System.nanoTime();
    Tokens validation = learning.split().validation();
    Evaluation evaluation = MixtureEvaluation.of(model, validation, stop);
    report.validation(
        TextEvaluation.of(evaluation, learning.text().tokenizer(), validation),
        learning.text().tokenizer());
    report.line("mode", "%s", ModelMode.STATIC);
    if (model.hasCaches()) {
      report.line(
          "",
          "%.4f nats with at most %d characters of context",
          MixtureEvaluation.of(model.remembering(MixtureKind.SHORT_MEMORY), validation, stop)
              .nats(),
          MixtureKind.SHORT_MEMORY);
    }
    report.line(
        "time",
        "counting %.2f s, learning %.2f s, evaluating %.2f s",
        counted,
        learned,
        seconds(evaluating));
    return evaluation.nats();
  }

  // The counts of the next block are taken out while it is learned from, so that the model has to
  // be safe before that begins.
  private void keepBetweenBlocks(MixtureTrainer trainer) {
    try {
      keep(trainer, Double.NaN);
      learning.keeper().finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps what was learned before a failure, if that is still possible. */
  private void keepAfter(RuntimeException failure, MixtureTrainer trainer) {
    try {
      keep(trainer, Double.NaN);
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void keep(MixtureTrainer trainer, double validationLoss) throws IOException {
    learning
        .keeper()
        .keep(
            new Keeper.Snapshot(
                trainer.model(),
                trainer.done(),
                MixtureEstimator.description(trainer.done(), trainer.blocks()),
                validationLoss,
                Optional.empty()));
  }

  private static String progress(MixtureTrainer trainer) {
    return Report.format("%d of %d blocks", trainer.done(), trainer.blocks());
  }
}
