package dev.prose.estimate;

import dev.prose.neural.NeuralTraining;
import dev.prose.neural.kinds.NetworkKind;
import dev.prose.neural.kinds.NetworkShape;
import dev.prose.train.AdamW;
import dev.prose.train.Clipping;
import dev.prose.train.LearningRate;
import dev.prose.train.LearningRate.Decay;
import dev.prose.train.Muon;
import dev.prose.train.TrainingOptions;
import java.util.Optional;

/**
 * What suits a kind of networks for a text of a megabyte on two cores.
 *
 * @param shape of the network
 * @param training on which batches, and how many
 * @param optimizer what a step is
 */
record NeuralPreset(NetworkShape shape, TrainingOptions training, NeuralTraining optimizer) {
  private static final long SEED = TrainingOptions.DEFAULT.seed();

  static NeuralPreset of(NetworkKind kind) {
    return switch (kind) {
      case MLP ->
          new NeuralPreset(
              new NetworkShape(1, 1, 512, 32, 10, 64, true, 0.1),
              training(32, 64, 3000),
              adamW(3e-3, 0.05, 3000));
      case RNN ->
          new NeuralPreset(
              new NetworkShape(1, 1, 256, 256, 1, 32, true, 0.1),
              training(32, 32, 12_000),
              adamW(4e-3, 0.05, 12_000));
      case GRU ->
          new NeuralPreset(
              new NetworkShape(1, 1, 256, 256, 1, 32, true, 0.1),
              training(32, 32, 4000),
              adamW(5e-3, 0.05, 4000));
      case LSTM ->
          new NeuralPreset(
              new NetworkShape(1, 1, 256, 256, 1, 32, true, 0.1),
              training(32, 32, 5000),
              adamW(1e-2, 0.05, 5000));
      case GPT2 -> // nanoGPT's for a CPU
          new NeuralPreset(
              new NetworkShape(4, 4, 128, 128, 1, 64, false, 0),
              training(12, 64, 2000),
              adamW(1e-3, 0.1, 2000));
      case GPT ->
          new NeuralPreset(
              new NetworkShape(3, 4, 128, 128, 1, 128, false, 0),
              training(8, 128, 3400),
              muon(4e-3, 0.01, 3400));
    };
  }

  private static TrainingOptions training(int batchSize, int blockSize, int maxIters) {
    return new TrainingOptions(batchSize, blockSize, maxIters, evalInterval(maxIters), 20, SEED);
  }

  /** A dozen evaluations or so, at round numbers. */
  private static int evalInterval(int maxIters) {
    return maxIters >= 10_000 ? 1000 : maxIters >= 4000 ? 500 : 250;
  }

  private static NeuralTraining adamW(double learningRate, double weightDecay, int maxIters) {
    return new NeuralTraining(
        new AdamW.Options(learningRate, 0.9, 0.99, 1e-8, weightDecay),
        Optional.empty(),
        new LearningRate(100, Decay.COSINE, maxIters, 0.1),
        new Clipping(1),
        1);
  }

  private static NeuralTraining muon(double learningRate, double weightDecay, int maxIters) {
    return new NeuralTraining(
        new AdamW.Options(learningRate, 0.9, 0.99, 1e-8, weightDecay),
        Optional.of(
            new Muon.Options(
                Muon.Options.DEFAULT.learningRate(), Muon.Options.DEFAULT.momentum(), weightDecay)),
        new LearningRate(100, Decay.LINEAR, maxIters, 0),
        new Clipping(1),
        1);
  }
}
