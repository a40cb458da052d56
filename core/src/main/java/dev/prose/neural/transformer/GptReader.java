package dev.prose.neural.transformer;

import dev.prose.neural.Weights;
import dev.prose.neural.layer.VectorLinear;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Reads with {@link Gpt}. Keys are kept turned by their positions in the text: only distances
 * count, so that they stay right while others are forgotten.
 */
final class GptReader extends DecoderReader {
  private final float[][] tokenTable; // [token][width]
  private final List<Layer> layers;
  private final Rotary rotary;
  private final int headSize;
  private final float[][] q; // [1][width]
  private final float[][] k; // [1][width]
  private final float[][] v; // [1][width]
  private long position;

  /** The weights of a layer, and what it remembers. */
  private record Layer(
      VectorLinear query,
      VectorLinear key,
      VectorLinear value,
      KeyValues memory,
      VectorLinear projection,
      VectorLinear in,
      VectorLinear out) {}

  static GptReader of(Gpt shape, Weights weights) {
    List<Layer> layers = new ArrayList<>();
    for (int index = 0; index < shape.layers(); index++) {
      layers.add(layer(shape, weights, Transformer.layer(index)));
    }
    return new GptReader(shape, weights, layers);
  }

  private GptReader(Gpt shape, Weights weights, List<Layer> layers) {
    super(
        shape.width(),
        1,
        layers.stream().map(Layer::memory).toList(),
        VectorLinear.outputsFirst(weights.matrix(Gpt.HEAD), null));
    this.tokenTable = weights.matrix(Transformer.TOKENS);
    this.layers = layers;
    this.headSize = shape.width() / shape.heads();
    this.rotary = new Rotary(headSize, 1, 0);
    this.q = new float[1][shape.width()];
    this.k = new float[1][shape.width()];
    this.v = new float[1][shape.width()];
  }

  private static Layer layer(Gpt shape, Weights weights, String name) {
    return new Layer(
        VectorLinear.inputsFirst(weights.matrix(name + ".attn.c_q.weight"), null),
        VectorLinear.inputsFirst(weights.matrix(name + ".attn.c_k.weight"), null),
        VectorLinear.inputsFirst(weights.matrix(name + ".attn.c_v.weight"), null),
        new KeyValues(shape.heads(), shape.width() / shape.heads(), shape.positions()),
        VectorLinear.inputsFirst(weights.matrix(name + ".attn.c_proj.weight"), null),
        VectorLinear.inputsFirst(weights.matrix(name + ".mlp.c_fc.weight"), null),
        VectorLinear.outputsFirst(weights.matrix(name + ".mlp.c_proj.weight"), null));
  }

  @Override
  public void restart() {
    super.restart();
    position = 0;
  }

  @Override
  public void read(int token) {
    Objects.checkIndex(token, tokenTable.length);
    norm(tokenTable[token], x[0], 0, x[0].length);
    rotary.set(position);
    for (Layer layer : layers) {
      attention(layer);
      perceptron(layer);
    }
    position++;
  }

  private void attention(Layer layer) {
    norm(x[0], normed[0], 0, x[0].length);
    layer.query.apply(normed, q, 1);
    layer.key.apply(normed, k, 1);
    layer.value.apply(normed, v, 1);
    for (int from = 0; from < x[0].length; from += headSize) {
      norm(q[0], q[0], from, headSize);
      norm(k[0], k[0], from, headSize);
      rotary.turn(q[0], from);
      rotary.turn(k[0], from);
    }
    layer.memory.keep(k[0], 0, v[0], 0);
    layer.memory.attend(q[0], 0, mixed[0]);
    layer.projection.apply(mixed, branch, 1);
    addBranch(1);
  }

  private void perceptron(Layer layer) {
    norm(x[0], normed[0], 0, x[0].length);
    layer.in.apply(normed, hidden, 1);
    Activation.SQUARED_RELU.forward(hidden[0], hidden[0].length);
    layer.out.apply(hidden, branch, 1);
    addBranch(1);
  }

  @Override
  void lastNorm() {
    norm(x[0], normed[0], 0, x[0].length);
  }

  private static void norm(float[] x, float[] y, int from, int size) {
    float square = 0;
    for (int i = from; i < from + size; i++) {
      square = Math.fma(x[i], x[i], square);
    }
    float inverse = 1 / (float) Math.sqrt(Math.fma(square, 1f / size, RmsNorm.EPSILON));
    for (int i = from; i < from + size; i++) {
      y[i] = x[i] * inverse;
    }
  }
}
