package dev.prose.neural.transformer;

import dev.prose.neural.Weights;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** f(x) = W attention(Q, K, V), where one matrix makes Q, K and V of norm(x). */
final class Gpt2Attention implements Branch {
  private static final String IN = ".attn.c_attn";
  private static final String OUT = ".attn.c_proj";

  private final String layer; // its name
  private final boolean biases;
  private final Norm norm;
  private final Linear in;
  private final Linear out;
  private final Attention attention;
  private final Residual residual;
  private final Room room;
  private final int width;
  private final float[][] qkv; // [3 width][n]
  private final float[][] mixed; // [width][n]

  Gpt2Attention(
      Weights weights, String layer, Gpt2 shape, Residual residual, int length, Room room) {
    this.layer = layer;
    this.biases = shape.biases();
    this.norm = new LayerNorm(weights, layer + ".ln_1", biases, room);
    this.in = Linear.of(weights.matrix(layer + IN + ".weight"), bias(weights, IN));
    this.out = Linear.of(weights.matrix(layer + OUT + ".weight"), bias(weights, OUT));
    this.width = shape.width();
    int windows = room.tokens / length;
    this.attention = new Attention(shape.heads(), width / shape.heads(), windows, length, 0, room);
    this.residual = residual;
    this.room = room;
    this.qkv = room.kept(room.hidden, 3 * width);
    this.mixed = room.kept(room.inner, width);
  }

  private float @Nullable [] bias(Weights weights, String name) {
    return biases ? weights.vector(layer + name + ".bias") : null;
  }

  @Override
  public void forward(float[][] x, Columns columns) {
    int n = columns.padded();
    in.forward(norm.forward(x, n), qkv, n);
    attention.forward(columns, part(qkv, 0), part(qkv, 1), part(qkv, 2), mixed);
    out.forward(mixed, room.branch, n);
    residual.forward(x, room.branch, columns);
  }

  @Override
  public void backward(float[][] dx, Columns columns, Weights gradient) {
    int n = columns.n;
    int padded = columns.padded();
    float[][] d = residual.backward(dx, columns);
    float[][] dOut = gradient.matrix(layer + OUT + ".weight");
    out.gradient(mixed, d, room.transposed, dOut, bias(gradient, OUT), n);
    out.backward(d, room.inner, padded);
    attention.backward(
        columns,
        part(qkv, 0),
        part(qkv, 1),
        part(qkv, 2),
        room.inner,
        room.part(0),
        room.part(1),
        room.part(2));
    float[][] dIn = gradient.matrix(layer + IN + ".weight");
    in.gradient(norm.again(padded), room.hidden, room.transposed, dIn, bias(gradient, IN), n);
    in.backward(room.hidden, room.inner, padded);
    norm.backward(room.inner, dx, gradient, n);
  }

  private float[][] part(float[][] rows, int part) {
    return Arrays.copyOfRange(rows, part * width, (part + 1) * width);
  }
}
