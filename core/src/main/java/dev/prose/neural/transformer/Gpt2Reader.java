package dev.prose.neural.transformer;

import dev.prose.neural.Weights;
import dev.prose.neural.layer.VectorLinear;
import dev.prose.numeric.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads with {@link Gpt2}. When all positions are taken, the last half of them is read again, from
 * position 0.
 */
final class Gpt2Reader extends DecoderReader {
  private final float[][] tokenTable; // [token][width]
  private final float[][] positionTable; // [position][width]
  private final List<Layer> layers;
  private final VectorNorm lastNorm;
  private final int[] tokens; // [position]
  private int position;

  /** The weights of a layer, and what it remembers. */
  private record Layer(
      VectorNorm norm1,
      VectorLinear queryKeyValue,
      KeyValues memory,
      VectorLinear projection,
      VectorNorm norm2,
      VectorLinear in,
      VectorLinear out) {}

  /** A layer norm's gain and bias. */
  // Arrays, because these are weights; never compared.
  @SuppressWarnings("ArrayRecordComponent")
  private record VectorNorm(float[] gain, float @Nullable [] bias) {
    void apply(float[] x, float[] y) {
      int n = x.length;
      float mean = Vectors.sum(x, n) / n;
      for (int i = 0; i < n; i++) {
        y[i] = x[i] - mean;
      }
      float square = Vectors.dot(y, y, n);
      float inverse = 1 / (float) Math.sqrt(Math.fma(square, 1f / n, LayerNorm.EPSILON));
      for (int i = 0; i < n; i++) {
        y[i] = y[i] * inverse * gain[i];
      }
      if (bias != null) {
        Vectors.add(y, bias, n);
      }
    }
  }

  static Gpt2Reader of(Gpt2 shape, Weights weights) {
    List<Layer> layers = new ArrayList<>();
    for (int index = 0; index < shape.layers(); index++) {
      layers.add(layer(shape, weights, Transformer.layer(index)));
    }
    return new Gpt2Reader(shape, weights, layers);
  }

  private Gpt2Reader(Gpt2 shape, Weights weights, List<Layer> layers) {
    super(
        shape.width(),
        Math.max(1, shape.positions() / 2),
        layers.stream().map(Layer::memory).toList(),
        VectorLinear.outputsFirst(weights.matrix(Transformer.TOKENS), null));
    this.tokenTable = weights.matrix(Transformer.TOKENS);
    this.positionTable = weights.matrix(Gpt2.POSITIONS);
    this.layers = layers;
    this.lastNorm = norm(shape, weights, Gpt2.LAST_NORM);
    this.tokens = new int[shape.positions()];
  }

  private static Layer layer(Gpt2 shape, Weights weights, String name) {
    return new Layer(
        norm(shape, weights, name + ".ln_1"),
        linear(shape, weights, name + ".attn.c_attn"),
        new KeyValues(shape.heads(), shape.width() / shape.heads(), shape.positions()),
        linear(shape, weights, name + ".attn.c_proj"),
        norm(shape, weights, name + ".ln_2"),
        linear(shape, weights, name + ".mlp.c_fc"),
        VectorLinear.outputsFirst(
            weights.matrix(name + ".mlp.c_proj.weight"),
            bias(shape, weights, name + ".mlp.c_proj")));
  }

  private static VectorNorm norm(Gpt2 shape, Weights weights, String name) {
    return new VectorNorm(weights.vector(name + ".weight"), bias(shape, weights, name));
  }

  private static VectorLinear linear(Gpt2 shape, Weights weights, String name) {
    return VectorLinear.inputsFirst(weights.matrix(name + ".weight"), bias(shape, weights, name));
  }

  private static float @Nullable [] bias(Gpt2 shape, Weights weights, String name) {
    return shape.biases() ? weights.vector(name + ".bias") : null;
  }

  @Override
  public void restart() {
    super.restart();
    position = 0;
  }

  @Override
  public void read(int token) {
    Objects.checkIndex(token, tokenTable.length);
    if (position == tokens.length) {
      readHalfAgain();
    }
    tokens[position] = token;
    embed(position, 1);
    for (Layer layer : layers) {
      queryKeyValue(layer, 1);
      attention(layer, 1);
      perceptron(layer, 1);
    }
    position++;
  }

  // All at once, so that each matrix is read once. Of the last layer only keys and values are
  // needed.
  private void readHalfAgain() {
    restart();
    int half = tokens.length / 2;
    System.arraycopy(tokens, tokens.length - half, tokens, 0, half);
    embed(0, half);
    for (Layer layer : layers.subList(0, layers.size() - 1)) {
      queryKeyValue(layer, half);
      attention(layer, half);
      perceptron(layer, half);
    }
    queryKeyValue(layers.getLast(), half);
    for (int row = 0; row < half; row++) {
      keep(layers.getLast(), row);
    }
    position = half;
  }

  private void embed(int from, int n) {
    for (int row = 0; row < n; row++) {
      System.arraycopy(tokenTable[tokens[from + row]], 0, x[row], 0, x[row].length);
      Vectors.add(x[row], positionTable[from + row], x[row].length);
    }
  }

  /** Makes queries, keys and values, one after the other in {@link #hidden}. */
  private void queryKeyValue(Layer layer, int n) {
    for (int row = 0; row < n; row++) {
      layer.norm1.apply(x[row], normed[row]);
    }
    layer.queryKeyValue.apply(normed, hidden, n);
  }

  private void keep(Layer layer, int row) {
    int width = x[row].length;
    layer.memory.keep(hidden[row], width, hidden[row], 2 * width);
  }

  private void attention(Layer layer, int n) {
    for (int row = 0; row < n; row++) {
      keep(layer, row);
      layer.memory.attend(hidden[row], 0, mixed[row]);
    }
    layer.projection.apply(mixed, branch, n);
    addBranch(n);
  }

  private void perceptron(Layer layer, int n) {
    for (int row = 0; row < n; row++) {
      layer.norm2.apply(x[row], normed[row]);
    }
    layer.in.apply(normed, hidden, n);
    for (int row = 0; row < n; row++) {
      Activation.GELU.forward(hidden[row], hidden[row].length);
    }
    layer.out.apply(hidden, branch, n);
    addBranch(n);
  }

  @Override
  void lastNorm() {
    lastNorm.apply(x[0], normed[0]);
  }
}
