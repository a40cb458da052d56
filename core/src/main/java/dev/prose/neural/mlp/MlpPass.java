package dev.prose.neural.mlp;

import dev.prose.data.Batch;
import dev.prose.neural.LineStarts;
import dev.prose.neural.Pass;
import dev.prose.neural.Weights;
import dev.prose.neural.layer.Dropout;
import dev.prose.neural.layer.OutputLayer;
import dev.prose.numeric.Vectors;
import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The passes of an {@link Mlp}: in a window's first positions contexts are padded. */
final class MlpPass implements Pass {
  private final Mlp network;
  private final Contexts contexts;
  private final HiddenLayer hidden;
  private final OutputLayer output;
  private final Dropout dropout;
  private final int[] firstSeen; // [position]
  private float @Nullable [][] gradient; // [position][width], made by the first backward pass
  private float @Nullable [][] dropped; // [position][width], once there is dropout
  private final int mostPositions;
  private float[][] features = {}; // [position][width], what the output layer read
  private OptionalLong seed = OptionalLong.empty();
  private long firstPosition; // in the batch
  private int length;

  MlpPass(Mlp network, Weights weights, int mostWindows, int length) {
    this.network = network;
    this.mostPositions = Math.multiplyExact(mostWindows, length);
    this.length = length;
    this.contexts = new Contexts(network, mostPositions);
    this.hidden =
        new HiddenLayer(network, MlpWeights.of(network, weights), contexts, mostPositions);
    this.output =
        new OutputLayer(
            weights.matrix(Mlp.OUTPUT_WEIGHT), weights.vector(Mlp.OUTPUT_BIAS), mostPositions);
    this.dropout = new Dropout(network.dropout());
    this.firstSeen = new int[length];
  }

  @Override
  public double forward(
      Batch batch, int from, int to, LineStarts lines, OptionalLong dropoutSeed, float[][] state) {
    length = batch.blockSize();
    firstPosition = (long) from * length;
    contexts.clear();
    for (int window = from; window < to; window++) {
      lines.firstSeen(batch, window, firstSeen);
      int start = window * length;
      for (int t = 0; t < length; t++) {
        firstSeen[t] += start;
      }
      contexts.add(batch.inputs(), start, start + length, firstSeen);
    }
    features = hidden.forward(contexts);
    seed = dropout.leavesOut() ? dropoutSeed : OptionalLong.empty();
    if (seed.isPresent()) {
      if (dropped == null) {
        dropped = new float[mostPositions][Vectors.padded(network.width())];
      }
      drop(features, dropped);
      features = dropped;
    }
    int[] targets = Arrays.copyOfRange(batch.targets(), from * length, to * length);
    float[][] offsets =
        batch.hasOffsets()
            ? Arrays.copyOfRange(batch.offsets(), from * length, to * length)
            : batch.offsets();
    return output.forward(features, targets, offsets, contexts.positions());
  }

  private void drop(float[][] rows, float[][] target) {
    long layerSeed = Dropout.seed(seed.getAsLong(), 0);
    for (int position = 0; position < contexts.positions(); position++) {
      dropout.apply(
          rows[position],
          target[position],
          network.width(),
          layerSeed,
          firstPosition + position,
          0);
    }
  }

  @Override
  public void backward(Weights sums, float scale) {
    if (gradient == null) {
      gradient = new float[mostPositions][network.width()];
    }
    output.backward(
        features, scale, sums.matrix(Mlp.OUTPUT_WEIGHT), sums.vector(Mlp.OUTPUT_BIAS), gradient);
    if (seed.isPresent()) {
      drop(gradient, gradient);
    }
    hidden.backward(contexts, gradient, MlpWeights.of(network, sums));
  }

  @Override
  public double surprisal(int window, int position) {
    return output.surprisal(window * length + Objects.checkIndex(position, length));
  }
}
