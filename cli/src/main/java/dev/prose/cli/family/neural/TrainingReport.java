package dev.prose.cli.family.neural;

import dev.prose.cli.output.Report;
import dev.prose.cli.train.Learning;
import dev.prose.estimate.NeuralEstimator;
import dev.prose.eval.Evaluator;
import dev.prose.eval.TextEvaluation;
import dev.prose.eval.WordEvaluation;
import dev.prose.neural.NeuralModel;
import dev.prose.neural.NeuralTraining;
import dev.prose.neural.WindowedEvaluation;
import dev.prose.neural.kinds.NetworkKind;
import dev.prose.train.AdamW;
import dev.prose.train.EarlyStopping;
import dev.prose.train.LearningRate;
import dev.prose.train.TrainingOptions;
import java.util.OptionalInt;

/** Says how a network is trained, and how good it is in the end. */
record TrainingReport(NeuralEstimator estimator, Report report) {
  void options(String unit) {
    NeuralTraining optimizer = estimator.optimizer();
    AdamW.Options adamW = optimizer.adamW();
    optimizer
        .muon()
        .ifPresent(muon ->
            report.line(
                "optimizer",
                "Muon for matrices, learning rate %s, momentum %s; for the rest",
                Report.number(muon.learningRate()),
                Report.number(muon.momentum())));
    report.line(
        optimizer.muon().isPresent() ? "" : "optimizer",
        "AdamW, learning rate %s, β %s and %s, ε %s, weight decay %s",
        Report.number(adamW.learningRate()),
        Report.number(adamW.beta1()),
        Report.number(adamW.beta2()),
        Report.number(adamW.epsilon()),
        Report.number(adamW.weightDecay()));
    report.line("", "%s, %s", schedule(), clipping(optimizer));
    TrainingOptions options = estimator.training();
    report.line(
        "training",
        "%,d iterations of %s%,d windows of %,d %ss, seed %d",
        options.maxIters(),
        optimizer.accumulate() == 1 ? "" : Report.format("%,d × ", optimizer.accumulate()),
        options.batchSize(),
        options.blockSize(),
        unit,
        options.seed());
  }

  private String schedule() {
    LearningRate rate = estimator.optimizer().learningRate();
    String warmUp = Report.format("%,d iterations of warm-up", rate.warmupIters());
    if (rate.warmupIters() >= estimator.training().maxIters()) {
      return warmUp + ", longer than the run (--warmup-iters)";
    }
    return switch (rate.decay()) {
      case NONE -> warmUp;
      case COSINE -> warmUp + ", then along a cosine" + down(rate);
      case LINEAR -> warmUp + ", then along a line" + down(rate);
    };
  }

  private static String down(LearningRate rate) {
    return Report.format(" to %s of it at %,d", Report.number(rate.least()), rate.decayIters());
  }

  private static String clipping(NeuralTraining optimizer) {
    return optimizer.clipping().most() == 0
        ? "gradients of any length"
        : "gradients up to " + Report.number(optimizer.clipping().most()) + " long";
  }

  void time(double seconds, int iterations) {
    TrainingOptions options = estimator.training();
    double tokens =
        (double) iterations
            * options.batchSize()
            * options.blockSize()
            * estimator.optimizer().accumulate();
    report.line(
        "time", "%.2f s, %,.0f tokens a second with the evaluations", seconds, tokens / seconds);
  }

  /** Says which model was the best if it is not the last, and how good the last is, exactly. */
  void end(Learning learning, NeuralModel model, EarlyStopping stopping, int reached) {
    if (!learning.split().validates()) {
      report.noValidation();
      return;
    }
    if (stopping.getAsBoolean()) {
      report.line("stopped", "the validation loss was not lower for long enough: --patience");
    }
    if (stopping.bestIteration() < reached) {
      report.line(
          "best",
          "after %,d iterations, %.4f nats sampled: --checkpoint best takes that model",
          stopping.bestIteration(),
          stopping.bestLoss());
    }
    report.flush();
    report.validation(
        TextEvaluation.of(
            Evaluator.exact(model, learning.split().validation()),
            learning.text().tokenizer(),
            learning.split().validation()),
        learning.text().tokenizer());
    OptionalInt window = NetworkKind.window(model.network());
    if (window.isPresent()) {
      report.line(
          "",
          "%.4f nats in windows of %,d, which see nothing before them (nanoGPT's protocol)",
          WindowedEvaluation.of(
                  model, learning.split().validation(), window.getAsInt(), () -> false)
              .nats(),
          window.getAsInt());
    }
    WordEvaluation.of(
            model,
            learning.text().tokenizer(),
            learning.split().validation(),
            model.lines().lineEnd().isPresent())
        .ifPresent(report::words);
  }
}
