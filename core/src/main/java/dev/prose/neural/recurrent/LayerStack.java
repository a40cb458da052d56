package dev.prose.neural.recurrent;

import dev.prose.neural.Weights;
import dev.prose.neural.layer.Dropout;
import dev.prose.numeric.Vectors;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** All layers of a network along some windows, from tokens to what the output layer reads. */
final class LayerStack {
  private final Cell cell;
  private final int width;
  private final LayerPass[] layers;
  private final Dropout dropout;
  private final float[] @Nullable [][] dropped; // [layer][row][width], once there is dropout
  private final int mostRows;
  private OptionalLong seed = OptionalLong.empty(); // of the dropout of the last forward pass
  private int firstWindow;

  LayerStack(RecurrentNetwork network, Weights weights, int mostWindows, int mostSteps) {
    this.cell = network.cell();
    this.width = network.width();
    this.layers = new LayerPass[network.layers()];
    for (int layer = 0; layer < layers.length; layer++) {
      LayerWeights own = LayerWeights.of(weights, cell, layer);
      layers[layer] = cell.pass(own, layer == 0 ? 0 : width, mostWindows, mostSteps);
    }
    this.dropout = new Dropout(network.dropout());
    this.dropped = new float[layers.length][][];
    this.mostRows = mostWindows * mostSteps;
  }

  /** Takes the weights as they are now; without it they are those of before, or none. */
  void takeWeights() {
    for (LayerPass layer : layers) {
      layer.takeWeights();
    }
  }

  /**
   * The forward pass.
   *
   * @param state [window][number], read and overwritten
   * @param dropoutSeed empty to leave out nothing
   * @param from the number of the first window, for the dropout
   * @return what the output layer reads, [row][width]
   */
  float[][] forward(Run run, float[][] state, OptionalLong dropoutSeed, int from) {
    seed = dropout.leavesOut() ? dropoutSeed : OptionalLong.empty();
    firstWindow = from;
    for (int layer = 0; layer < layers.length; layer++) {
      layers[layer].forward(run, below(layer), state, layer * cell.states() * width);
      if (seed.isPresent()) {
        drop(layer, run, layers[layer].output(), dropped(layer));
      }
    }
    return output(layers.length - 1);
  }

  private float @Nullable [][] below(int layer) {
    return layer == 0 ? null : output(layer - 1);
  }

  private float[][] output(int layer) {
    return seed.isPresent() ? dropped(layer) : layers[layer].output();
  }

  private float[][] dropped(int layer) {
    float[][] rows = dropped[layer];
    if (rows == null) {
      rows = new float[mostRows][Vectors.padded(width)];
      dropped[layer] = rows;
    }
    return rows;
  }

  private void drop(int layer, Run run, float[][] rows, float[][] target) {
    long layerSeed = Dropout.seed(seed.getAsLong(), layer);
    for (int row = 0; row < run.rows(); row++) {
      int window = firstWindow + row % run.windows();
      long position = (long) window * run.steps() + row / run.windows();
      dropout.apply(rows[row], target[row], width, layerSeed, position, 0);
    }
  }

  /** What the output layer read in the last forward pass, [row][width]. */
  float[][] output() {
    return output(layers.length - 1);
  }

  /** The gradient of {@link #output}, to be written before the backward pass. */
  float[][] outputGradient() {
    return layers[layers.length - 1].outputGradient();
  }

  /**
   * The backward pass of the last forward pass.
   *
   * @param gradient to which is added
   */
  void backward(Run run, Weights gradient) {
    for (int layer = layers.length - 1; layer >= 0; layer--) {
      float[][] own = layers[layer].outputGradient();
      if (seed.isPresent()) {
        drop(layer, run, own, own);
      }
      float[][] belowGradient = layer == 0 ? null : cleared(layers[layer - 1], run);
      layers[layer].backward(
          run, below(layer), LayerWeights.of(gradient, cell, layer), belowGradient);
    }
  }

  private static float[][] cleared(LayerPass layer, Run run) {
    float[][] rows = layer.outputGradient();
    for (int row = 0; row < run.rows(); row++) {
      Arrays.fill(rows[row], 0);
    }
    return rows;
  }
}
