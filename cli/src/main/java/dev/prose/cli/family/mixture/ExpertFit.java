package dev.prose.cli.family.mixture;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.cli.output.ModelMode;
import dev.prose.cli.output.Report;
import dev.prose.cli.output.TerminalLine;
import dev.prose.cli.train.Keeper;
import dev.prose.cli.train.Learning;
import dev.prose.cli.train.Outcome;
import dev.prose.cli.train.StopSignals;
import dev.prose.estimate.ExpertEstimator;
import dev.prose.eval.Evaluation;
import dev.prose.eval.TextEvaluation;
import dev.prose.expert.ExpertEvaluation;
import dev.prose.expert.ExpertTrainer;
import dev.prose.expert.MixtureWithExpert;
import dev.prose.expert.Trust;
import dev.prose.mixture.MixtureTrainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Makes the expert of a mixture that has learned, says how that goes, and how good both together
 * are.
 *
 * @param mixture has learned from all its blocks
 */
record ExpertFit(
    Learning learning, ExpertEstimator estimator, MixtureTrainer mixture, StopSignals stop) {
  Outcome learn() throws IOException {
    ExpertTrainer trainer =
        estimator.trainer(mixture, learning.split(), learning.text().tokenizer());
    learning.before().ifPresent(before -> goOn(trainer, before));
    reportOptions(trainer);
    long begun = System.nanoTime();
    double validationLoss = Double.NaN;
    try {
      train(trainer);
      double seconds = seconds(begun);
      if (trainer.done() == trainer.steps()) {
        validationLoss = evaluate(trainer.model(), seconds);
      }
    } catch (CancellationException e) {
      // Stopped while it was evaluated: it is kept without its loss.
    } catch (RuntimeException e) {
      keepAfter(e, trainer);
      throw e;
    }
    if (trainer.done() > 0) {
      learning.keeper().keep(snapshot(trainer, validationLoss));
    }
    boolean finished = trainer.done() == trainer.steps() && !stop.getAsBoolean();
    return new Outcome(trainer.model(), progress(trainer), finished);
  }

  /** Keeps what was learned before a failure, if that is still possible. */
  private void keepAfter(RuntimeException failure, ExpertTrainer trainer) {
    try {
      if (trainer.done() > 0) {
        learning.keeper().keep(snapshot(trainer, Double.NaN));
      }
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void goOn(ExpertTrainer trainer, Checkpoint before) {
    if (before.model() instanceof MixtureWithExpert model) {
      ExpertArguments.requireSame(before.training().options(), estimator.expert());
      trainer.goOnFrom(
          model, before.training().requireLearner(), before.training().step() - mixture.blocks());
    }
  }

  private void reportOptions(ExpertTrainer trainer) {
    Report report = learning.report();
    report.blank();
    report.line(
        "expert",
        "gru of %,d units: %,d parameters; %,d iterations alone, then %,d beside the mixture",
        estimator.expert().width(),
        trainer.parameterCount(),
        estimator.expert().alone(),
        estimator.expert().beside());
    report.line(
        "",
        "the last %,d characters are held out from it, to see how far it can be trusted",
        trainer.heldOut());
    report.blank();
    report.text("%9s  %12s  %8s  %7s", "iteration", "nats learned", "held out", "time");
    report.flush();
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private void train(ExpertTrainer trainer) {
    TerminalLine line = new TerminalLine(learning.console().err(), System::nanoTime);
    long begun = System.nanoTime();
    int first = trainer.done();
    ExpertTrainer.Listener listener =
        new ExpertTrainer.Listener() {
          private long prepared = begun;

          @Override
          public void asked(double share) {
            prepared = System.nanoTime();
            if (learning.console().errTerminal()) {
              line.show(() -> "asking the mixture what it expects " + TerminalLine.bar(share));
            }
          }

          @Override
          public void stepped(int done) {
            keepIfDue(trainer);
            if (learning.console().errTerminal()) {
              line.show(() -> bar(done, first, trainer.steps(), seconds(prepared)));
            }
          }

          @Override
          public void measured(int done, double learned, double heldOut, Optional<Trust> trust) {
            line.clear();
            row(done, learned, heldOut, seconds(begun), trust);
          }
        };
    try {
      if (trainer.prepare(listener, stop)) {
        trainer.train(listener, stop);
      }
    } finally {
      line.clear();
    }
  }

  private static String bar(int done, int first, int steps, double seconds) {
    return Report.format(
        "%s %,d/%,d iterations  %s left",
        TerminalLine.bar((double) done / steps),
        done,
        steps,
        TerminalLine.duration(seconds * (steps - done) / (done - first)));
  }

  private void row(
      int done, double learned, double heldOut, double seconds, Optional<Trust> trust) {
    learning
        .report()
        .text(
            "%,9d  %12.4f  %8.4f  %7s  %s",
            done,
            learned,
            heldOut,
            Report.format("%.1f s", seconds),
            trust.map(ExpertFit::describe).orElse("alone"));
    learning.report().flush();
  }

  private static String describe(Trust trust) {
    return trust.ignoresExpert()
        ? "the mixture alone: beside it, the expert brings nothing yet"
        : Report.format(
            "beside the mixture, with trust %.2f in it and %.2f in the expert",
            trust.mixture(), trust.expert());
  }

  private void keepIfDue(ExpertTrainer trainer) {
    try {
      if (learning.keeper().isDue() && trainer.done() < trainer.steps()) {
        learning.keeper().keep(snapshot(trainer, Double.NaN));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The exact loss on the validation split, in nats per token; NaN if there is none. */
  private double evaluate(MixtureWithExpert model, double learned) {
    Report report = learning.report();
    report.blank();
    if (!learning.split().validates()) {
      report.noValidation();
      report.line("time", "the expert %.1f s", learned);
      return Double.NaN;
    }
    if (model.trust().ignoresExpert()) {
      report.line("trust", "%s", ExpertKind.describe(model.trust()));
    }
    long evaluating = System.nanoTime();
    Evaluation evaluation = ExpertEvaluation.of(model, learning.split().validation(), stop);
    report.validation(
        TextEvaluation.of(evaluation, learning.text().tokenizer(), learning.split().validation()),
        learning.text().tokenizer());
    report.line("mode", "%s", ModelMode.STATIC);
    report.line("time", "the expert %.1f s, evaluating %.1f s", learned, seconds(evaluating));
    return evaluation.nats();
  }

  private Keeper.Snapshot snapshot(ExpertTrainer trainer, double validationLoss) {
    return new Keeper.Snapshot(
        trainer.model(),
        mixture.blocks() + trainer.done(),
        ExpertEstimator.description(mixture.done(), mixture.blocks(), trainer.done())
            + (trainer.isMeasured() ? "" : ", not measured"),
        validationLoss,
        Optional.of(trainer.state()));
  }

  private String progress(ExpertTrainer trainer) {
    return Report.format(
        "%d of %d blocks and %,d of %,d iterations",
        mixture.done(), mixture.blocks(), trainer.done(), trainer.steps());
  }
}
