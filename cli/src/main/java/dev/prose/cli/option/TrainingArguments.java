package dev.prose.cli.option;

import dev.prose.train.AdamW;
import dev.prose.train.TrainingOptions;
import java.util.List;

/**
 * The options that say how to train in steps; the names are nanoGPT's. A family may have another
 * preset than these defaults.
 */
public final class TrainingArguments {
  private final Option<Integer> batchSize = integer("--batch-size", "32", "Windows per batch");
  private final Option<Integer> blockSize = integer("--block-size", "8", "Tokens per window");
  private final Option<Integer> maxIters = integer("--max-iters", "5000", "Steps of training");
  private final Option<Integer> evalInterval =
      integer("--eval-interval", "500", "Steps between evaluations");
  private final Option<Integer> evalIters =
      integer("--eval-iters", "200", "Random batches of each split per evaluation");
  private final Option<Double> learningRate =
      decimal("--learning-rate", "1e-3", "AdamW's step size");
  private final Option<Double> beta1 =
      decimal("--beta1", "0.9", "AdamW's decay of the gradients' mean");
  private final Option<Double> beta2 =
      decimal("--beta2", "0.999", "AdamW's decay of the mean of their squares");
  private final Option<Double> epsilon =
      decimal("--epsilon", "1e-8", "What keeps AdamW's division from zero");
  private final Option<Double> weightDecay =
      decimal("--weight-decay", "0.01", "AdamW's decoupled weight decay");

  private static Option<Integer> integer(String name, String byDefault, String description) {
    return Option.ofPreset(Integer.class, name, "N", byDefault, description);
  }

  private static Option<Double> decimal(String name, String byDefault, String description) {
    return Option.ofPreset(Double.class, name, "X", byDefault, description);
  }

  private final List<Option<?>> all =
      List.of(
          batchSize,
          blockSize,
          maxIters,
          evalInterval,
          evalIters,
          learningRate,
          beta1,
          beta2,
          epsilon,
          weightDecay);

  private final DeviceArguments devices = new DeviceArguments();

  /** Where models learn that can learn elsewhere than in plain Java. */
  public DeviceArguments devices() {
    return devices;
  }

  /** All of them, but for {@link #devices}. */
  public List<Option<?>> all() {
    return all;
  }

  /**
   * How to train.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public TrainingOptions training(long seed) {
    return new TrainingOptions(
        batchSize.value(),
        blockSize.value(),
        maxIters.value(),
        evalInterval.value(),
        evalIters.value(),
        seed);
  }

  /**
   * The optimizer's settings.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public AdamW.Options optimizer() {
    return new AdamW.Options(
        learningRate.value(), beta1.value(), beta2.value(), epsilon.value(), weightDecay.value());
  }
}
