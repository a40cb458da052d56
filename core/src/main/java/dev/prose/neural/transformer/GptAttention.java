package dev.prose.neural.transformer;

import dev.prose.neural.Weights;

/**
 * f(x) = W attention(Q, K, V), where queries and keys are normalised and turned by their positions.
 * It may remember the keys and values of tokens before the window.
 */
final class GptAttention implements Branch {
  private final String queryName;
  private final String keyName;
  private final String valueName;
  private final String outName;
  private final Norm norm;
  private final Linear query;
  private final Linear key;
  private final Linear value;
  private final Linear out;
  private final HeadNorm queryNorm;
  private final HeadNorm keyNorm;
  private final Attention attention;
  private final Residual residual;
  private final Room room;
  private final int width;
  private final int past;
  private final float[][] q; // [width][n]
  private final float[][] k; // [width][n]
  private final float[][] v; // [width][n]
  private final float[][] allK; // [width][past + n]; the same as k if there is no past
  private final float[][] allV; // [width][past + n]
  private final float[][] mixed; // [width][n]

  GptAttention(
      Weights weights,
      int layer,
      Gpt shape,
      Residual residual,
      int length,
      int past,
      Room room,
      Rotary rotary) {
    String name = Transformer.layer(layer) + ".attn.";
    this.queryName = name + "c_q.weight";
    this.keyName = name + "c_k.weight";
    this.valueName = name + "c_v.weight";
    this.outName = name + "c_proj.weight";
    this.width = shape.width();
    this.past = past;
    this.norm = new RmsNorm(width, room);
    this.query = Linear.of(weights.matrix(queryName), null);
    this.key = Linear.of(weights.matrix(keyName), null);
    this.value = Linear.of(weights.matrix(valueName), null);
    this.out = Linear.of(weights.matrix(outName), null);
    int size = width / shape.heads();
    this.queryNorm = new HeadNorm(shape.heads(), size, rotary, room.columns);
    this.keyNorm = new HeadNorm(shape.heads(), size, rotary, room.columns);
    int windows = room.tokens / length;
    this.attention = new Attention(shape.heads(), size, windows, length, past, room);
    this.residual = residual;
    this.room = room;
    this.q = room.kept(room.part(0), width);
    this.k = room.kept(room.part(1), width);
    this.v = room.kept(room.part(2), width);
    this.allK = past == 0 ? k : new float[width][past + room.tokens];
    this.allV = past == 0 ? v : new float[width][past + room.tokens];
    this.mixed = room.kept(room.inner, width);
  }

  @Override
  public void forward(float[][] x, Columns columns) {
    int n = columns.n;
    int padded = columns.padded();
    float[][] normed = norm.forward(x, padded);
    query.forward(normed, q, padded);
    key.forward(normed, k, padded);
    value.forward(normed, v, padded);
    queryNorm.forward(q, padded);
    keyNorm.forward(k, padded);
    if (past > 0) {
      append(k, allK, n);
      append(v, allV, n);
    }
    attention.forward(columns, q, allK, allV, mixed);
    if (past > 0) {
      forget(allK, n);
      forget(allV, n);
    }
    out.forward(mixed, room.branch, padded);
    residual.forward(x, room.branch, columns);
  }

  private void append(float[][] rows, float[][] all, int n) {
    for (int row = 0; row < width; row++) {
      System.arraycopy(rows[row], 0, all[row], past, n);
    }
  }

  private void forget(float[][] all, int n) {
    for (int row = 0; row < width; row++) {
      System.arraycopy(all[row], n, all[row], 0, past);
    }
  }

  @Override
  public void backward(float[][] dx, Columns columns, Weights gradient) {
    int n = columns.n;
    int padded = columns.padded();
    float[][] d = residual.backward(dx, columns);
    out.gradient(mixed, d, room.transposed, gradient.matrix(outName), null, n);
    out.backward(d, room.inner, padded);
    float[][] dQ = room.part(0);
    float[][] dK = room.part(1);
    float[][] dV = room.part(2);
    attention.backward(columns, q, k, v, room.inner, dQ, dK, dV);
    queryNorm.backward(q, dQ, padded);
    keyNorm.backward(k, dK, padded);
    float[][] normed = norm.again(padded);
    query.gradient(normed, dQ, room.transposed, gradient.matrix(queryName), null, n);
    key.gradient(normed, dK, room.transposed, gradient.matrix(keyName), null, n);
    value.gradient(normed, dV, room.transposed, gradient.matrix(valueName), null, n);
    query.backward(dQ, room.inner, padded);
    key.addBackward(dK, room.inner, padded);
    value.addBackward(dV, room.inner, padded);
    norm.backward(room.inner, dx, gradient, n);
  }
}
