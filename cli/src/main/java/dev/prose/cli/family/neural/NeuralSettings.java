package dev.prose.cli.family.neural;

import dev.prose.cli.option.Option;
import dev.prose.cli.output.Report;
import dev.prose.estimate.NeuralEstimator;
import dev.prose.neural.NeuralTraining;
import dev.prose.neural.kinds.NetworkKind;
import dev.prose.neural.kinds.NetworkShape;
import dev.prose.train.AdamW;
import dev.prose.train.Clipping;
import dev.prose.train.LearningRate;
import dev.prose.train.Muon;
import dev.prose.train.TrainingOptions;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The options of networks as what the library takes, and the library's presets as options. */
final class NeuralSettings {
  private static final String MUON = "muon";
  private static final String ADAMW = "adamw";
  private static final double LEAST_RATE = 0.1; // of the learning rate

  private NeuralSettings() {}

  static NetworkKind kind(String type) {
    return NetworkKind.named(type).orElseThrow();
  }

  /** The values of a preset, by the options' names. */
  static Map<String, String> preset(String type) {
    NeuralEstimator preset = NeuralEstimator.of(kind(type));
    NetworkShape shape = preset.shape();
    TrainingOptions training = preset.training();
    NeuralTraining optimizer = preset.optimizer();
    AdamW.Options adamW = optimizer.adamW();
    Map<String, String> values = new LinkedHashMap<>();
    values.put("layers", Integer.toString(shape.layers()));
    values.put("heads", Integer.toString(shape.heads()));
    values.put("width", Integer.toString(shape.width()));
    values.put("embedding-size", Integer.toString(shape.embedding()));
    values.put("context", Integer.toString(shape.context()));
    values.put("biases", Boolean.toString(shape.biases()));
    values.put("dropout", Report.number(shape.dropout()));
    values.put("batch-size", Integer.toString(training.batchSize()));
    values.put("block-size", Integer.toString(training.blockSize()));
    values.put("max-iters", Integer.toString(training.maxIters()));
    values.put("eval-interval", Integer.toString(training.evalInterval()));
    values.put("eval-iters", Integer.toString(training.evalIters()));
    values.put("learning-rate", Report.number(adamW.learningRate()));
    values.put("beta1", Report.number(adamW.beta1()));
    values.put("beta2", Report.number(adamW.beta2()));
    values.put("epsilon", Report.number(adamW.epsilon()));
    values.put("weight-decay", Report.number(adamW.weightDecay()));
    values.put("optimizer", optimizer.muon().isPresent() ? MUON : ADAMW);
    values.put("warmup-iters", Integer.toString(optimizer.learningRate().warmupIters()));
    values.put("lr-decay", optimizer.learningRate().decay().name().toLowerCase(Locale.ROOT));
    if (optimizer.learningRate().least() != LEAST_RATE) {
      values.put("min-lr", Report.number(optimizer.learningRate().least() * adamW.learningRate()));
    }
    values.put("grad-clip", Report.number(optimizer.clipping().most()));
    values.put("accumulate", Integer.toString(optimizer.accumulate()));
    values.put("patience", "0");
    return values;
  }

  /**
   * The estimator that was chosen.
   *
   * @param lines whether each line is a text of its own
   * @throws IllegalArgumentException if a value is out of its range
   */
  static NeuralEstimator estimator(
      String type, NeuralArguments arguments, boolean lines, long seed) {
    TrainingOptions training = arguments.training().training(seed);
    return new NeuralEstimator(
        kind(type), shape(arguments, training.blockSize()), training, learning(arguments), lines);
  }

  private static NetworkShape shape(NeuralArguments arguments, int blockSize) {
    return new NetworkShape(
        arguments.layers.value(),
        arguments.heads.value(),
        arguments.width.value(),
        arguments.embedding.value(),
        arguments.context.value(),
        blockSize,
        Boolean.parseBoolean(arguments.biases.value()),
        arguments.dropout.value());
  }

  private static NeuralTraining learning(NeuralArguments arguments) {
    AdamW.Options adamW = arguments.training().optimizer();
    LearningRate.Decay decay = Option.constant(LearningRate.Decay.class, arguments.lrDecay.value());
    int down = arguments.lrDecayIters.given().orElse(arguments.training().training(0).maxIters());
    double least = arguments.minLr.given().map(it -> least(it, adamW)).orElse(LEAST_RATE);
    return new NeuralTraining(
        adamW,
        usesMuon(arguments)
            ? Optional.of(
                new Muon.Options(
                    arguments.muonLearningRate.value(),
                    Muon.Options.DEFAULT.momentum(),
                    adamW.weightDecay()))
            : Optional.empty(),
        new LearningRate(arguments.warmupIters.value(), decay, down, least),
        new Clipping(arguments.gradClip.value()),
        arguments.accumulate.value());
  }

  /** The share of the highest learning rate that the lowest is. */
  private static double least(double minLr, AdamW.Options adamW) {
    if (!(minLr >= 0 && minLr <= adamW.learningRate())) {
      throw new IllegalArgumentException(
          "--min-lr must be from 0 to the learning rate, %s, but is %s"
              .formatted(Report.number(adamW.learningRate()), Report.number(minLr)));
    }
    return minLr / adamW.learningRate();
  }

  /** Whether matrices between features are moved by Muon. */
  static boolean usesMuon(NeuralArguments arguments) {
    return arguments.optimizer.value().equals(MUON);
  }
}
