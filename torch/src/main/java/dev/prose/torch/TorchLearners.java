package dev.prose.torch;

import dev.prose.device.DeviceLearners;
import dev.prose.device.Place;
import dev.prose.model.BigramModel;
import dev.prose.neural.LineStarts;
import dev.prose.neural.Network;
import dev.prose.neural.NeuralModel;
import dev.prose.neural.NeuralTraining;
import dev.prose.neural.Weight;
import dev.prose.neural.Weights;
import dev.prose.neural.recurrent.Gru;
import dev.prose.neural.transformer.Gpt;
import dev.prose.neural.transformer.Gpt2;
import dev.prose.train.AdamW;
import dev.prose.train.Clipping;
import dev.prose.train.Learner;
import dev.prose.train.LearnerState;
import dev.prose.train.LearningRate;
import dev.prose.train.TrainingOptions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Device;

/** Learners on the devices of libtorch. */
public final class TorchLearners implements DeviceLearners {
  private static final String VERSION = "2.10.0";
  private static final Set<String> TYPES = Set.of(BigramModel.TYPE, "gru", Gpt2.TYPE, Gpt.TYPE);

  @Override
  public String engine() {
    return "libtorch " + VERSION;
  }

  @Override
  public Set<String> types() {
    return TYPES;
  }

  @Override
  public Optional<String> whyNot(dev.prose.device.Device device) {
    return Libtorch.whyNot(device);
  }

  @Override
  public Learner learner(
      NeuralModel start,
      TrainingOptions options,
      NeuralTraining training,
      Optional<LearnerState> state,
      Place place) {
    Network network = start.network();
    network.requirePositions(options.blockSize());
    Device device = device(place);
    Precision precision = new Precision(place.type());
    TorchLearner.Plan plan =
        new TorchLearner.Plan(
            equations(network, options.blockSize(), precision, device),
            network.vocabularySize(),
            network.stateSize(),
            start.lines(),
            options.batchSize(),
            options.blockSize(),
            options.seed(),
            training,
            weights -> NeuralModel.takingOver(network, weights, start.lines()));
    return new TorchLearner(plan, start.weights(), precision, device, state);
  }

  private static TorchNetwork equations(
      Network network, int length, Precision precision, Device device) {
    return switch (network) {
      case Gpt2 gpt2 -> new TorchGpt2(gpt2, length, precision, device);
      case Gpt gpt -> new TorchGpt(gpt, length, precision, device);
      case Gru gru -> new TorchGru(gru, precision, device);
      default ->
          throw new UnsupportedOperationException(
              "libtorch trains bigram, gru, gpt2 and gpt here, not " + network.type());
    };
  }

  @Override
  public Learner learner(
      BigramModel start, AdamW.Options options, Optional<LearnerState> state, Place place) {
    int v = start.vocabularySize();
    float[] logits = start.logits();
    float[][] rows = new float[v][v];
    for (int token = 0; token < v; token++) {
      System.arraycopy(logits, token * v, rows[token], 0, v);
    }
    NeuralTraining training =
        new NeuralTraining(options, Optional.empty(), LearningRate.CONSTANT, new Clipping(0), 1);
    TorchLearner.Plan plan =
        new TorchLearner.Plan(
            new TorchBigram(),
            v,
            0,
            LineStarts.NONE,
            0,
            0,
            0,
            training,
            weights -> new BigramModel(v, flat(weights, v)));
    Weights table = new Weights(List.of(new Weight(TorchBigram.TABLE, Weight.Role.TABLE, rows)));
    Device device = device(place);
    return new TorchLearner(plan, table, new Precision(place.type()), device, state);
  }

  private static float[] flat(Weights weights, int v) {
    float[] logits = new float[v * v];
    float[][] rows = weights.matrix(TorchBigram.TABLE);
    for (int token = 0; token < v; token++) {
      System.arraycopy(rows[token], 0, logits, token * v, v);
    }
    return logits;
  }

  private static Device device(Place place) {
    Libtorch.whyNot(place.device())
        .ifPresent(why -> {
          throw new IllegalStateException(why);
        });
    return Libtorch.device(place.device());
  }
}
