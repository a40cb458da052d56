package dev.prose.cli;

import dev.prose.train.AdamW;
import dev.prose.train.TrainingOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that say how to train; the names are nanoGPT's. */
final class TrainingArguments {
  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "32",
      description = "Windows a batch (default: ${DEFAULT-VALUE}).")
  private int batchSize;

  @Option(
      names = "--block-size",
      paramLabel = "N",
      defaultValue = "8",
      description = "Characters a window (default: ${DEFAULT-VALUE}).")
  private int blockSize;

  @Option(
      names = "--max-iters",
      paramLabel = "N",
      defaultValue = "5000",
      description = "Steps of training (default: ${DEFAULT-VALUE}).")
  private int maxIters;

  @Option(
      names = "--eval-interval",
      paramLabel = "N",
      defaultValue = "500",
      description = "Steps between evaluations (default: ${DEFAULT-VALUE}).")
  private int evalInterval;

  @Option(
      names = "--eval-iters",
      paramLabel = "N",
      defaultValue = "200",
      description = "Random batches of each split an evaluation (default: ${DEFAULT-VALUE}).")
  private int evalIters;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      defaultValue = "1e-3",
      description = "AdamW's step size (default: ${DEFAULT-VALUE}).")
  private double learningRate;

  @Option(
      names = "--beta1",
      paramLabel = "X",
      defaultValue = "0.9",
      description = "Decay of the gradients' mean (default: ${DEFAULT-VALUE}).")
  private double beta1;

  @Option(
      names = "--beta2",
      paramLabel = "X",
      defaultValue = "0.999",
      description = "Decay of the gradients' squares' mean (default: ${DEFAULT-VALUE}).")
  private double beta2;

  @Option(
      names = "--epsilon",
      paramLabel = "X",
      defaultValue = "1e-8",
      description = "What keeps AdamW's division from zero (default: ${DEFAULT-VALUE}).")
  private double epsilon;

  @Option(
      names = "--weight-decay",
      paramLabel = "X",
      defaultValue = "0.01",
      description = "AdamW's decoupled weight decay (default: ${DEFAULT-VALUE}).")
  private double weightDecay;

  TrainingOptions training(CommandSpec spec, long seed) {
    return Usage.options(
        spec,
        () -> new TrainingOptions(batchSize, blockSize, maxIters, evalInterval, evalIters, seed));
  }

  AdamW.Options optimizer(CommandSpec spec) {
    return Usage.options(
        spec, () -> new AdamW.Options(learningRate, beta1, beta2, epsilon, weightDecay));
  }
}
