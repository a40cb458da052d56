package dev.prose.cli.family.neural;

import dev.prose.cli.option.Option;
import dev.prose.cli.option.TrainingArguments;
import java.util.ArrayList;
import java.util.List;

/**
 * The options of networks, which all kinds share: what is not given is in each kind's preset. No
 * class of the library's networks is named here, because this is loaded with every command.
 */
public final class NeuralArguments {
  private static final String PRESET = " (default: the preset's)";

  private final TrainingArguments training;

  final Option<Integer> layers =
      integer("--layers", "Layers of a recurrent network or a transformer");
  final Option<Integer> heads = integer("--heads", "Heads of each layer's attention");
  final Option<Integer> width = integer("--width", "How many numbers a layer gives for a token");
  final Option<Integer> embedding =
      integer("--embedding-size", "How many numbers stand for a token before the hidden layer");
  final Option<Integer> context = integer("--context", "How many tokens the network looks at");
  final Option<String> biases =
      Option.optionalChoice(
          "--biases",
          List.of("true", "false"),
          "Whether linear layers and norms have biases" + PRESET);
  final Option<Double> dropout =
      decimal("--dropout", "The share of numbers left out in training, against overfitting");

  final Option<String> optimizer =
      Option.optionalChoice(
          "--optimizer",
          List.of("adamw", "muon"),
          "What moves matrices between features; AdamW moves all else" + PRESET);
  final Option<Double> muonLearningRate =
      Option.of(Double.class, "--muon-learning-rate", "X", "0.02", "Muon's step size");
  final Option<Integer> warmupIters =
      integer("--warmup-iters", "Steps in which the learning rate rises along a line");
  final Option<String> lrDecay =
      Option.optionalChoice(
          "--lr-decay",
          List.of("none", "cosine", "linear"),
          "How the learning rate goes down after that" + PRESET);
  final Option<Integer> lrDecayIters =
      Option.optional(
          Integer.class,
          "--lr-decay-iters",
          "N",
          "The step at which it is down (default: the last)");
  final Option<Double> minLr =
      Option.optional(
          Double.class,
          "--min-lr",
          "X",
          "Where it goes down to (default: a tenth of --learning-rate)");
  final Option<Double> gradClip =
      decimal("--grad-clip", "The length to which a longer gradient is cut, 0: never");
  final Option<Integer> accumulate =
      integer("--accumulate", "Batches whose gradients are added up for a step");
  final Option<Integer> patience =
      integer(
          "--patience",
          "Stop when the validation loss was not lower for so many evaluations, 0: never");

  private static Option<Integer> integer(String name, String description) {
    return Option.optional(Integer.class, name, "N", description + PRESET);
  }

  private static Option<Double> decimal(String name, String description) {
    return Option.optional(Double.class, name, "X", description + PRESET);
  }

  /**
   * @param training what other families that learn in steps have too
   */
  public NeuralArguments(TrainingArguments training) {
    this.training = training;
  }

  TrainingArguments training() {
    return training;
  }

  /** All that say what a network of some type is. */
  List<Option<?>> shape(String type) {
    List<Option<?>> shape = new ArrayList<>();
    switch (type) {
      case "mlp" -> shape.addAll(List.of(context, embedding));
      case "gpt2" -> shape.addAll(List.of(layers, heads, biases));
      case "gpt" -> shape.addAll(List.of(layers, heads));
      default -> shape.add(layers);
    }
    shape.addAll(List.of(width, dropout));
    return shape;
  }

  /** All that say how it learns. */
  List<Option<?>> learning() {
    List<Option<?>> learning = new ArrayList<>(training.all());
    learning.addAll(
        List.of(
            optimizer,
            muonLearningRate,
            warmupIters,
            lrDecay,
            lrDecayIters,
            minLr,
            gradClip,
            accumulate,
            patience));
    learning.addAll(training.devices().all());
    return learning;
  }
}
