package dev.prose.neural.transformer;

import dev.prose.neural.Weights;
import dev.prose.numeric.Vectors;
import java.util.ArrayList;
import java.util.List;

/** The passes through {@link Gpt}. */
final class GptPass extends DecoderPass {
  private final float[][] tokenTable; // [token][width]
  private final RmsNorm firstNorm;
  private final Residual dropped; // for the embeddings' dropout
  private final Rotary rotary;

  /**
   * @param past how many tokens before the window are remembered from pass to pass; 0 for more than
   *     one window or backward passes
   * @param learns whether there will be backward passes
   */
  static GptPass of(Gpt shape, Weights weights, int windows, int length, int past, boolean learns) {
    Columns columns = new Columns(shape.vocabularySize(), windows, length, past);
    int n = windows * length;
    int headSize = shape.width() / shape.heads();
    Room room = new Room(shape.width(), headSize, n, length, past, learns);
    Rotary rotary = new Rotary(headSize, room.columns, past == 0 ? length : 0);
    List<Branch> branches = new ArrayList<>();
    for (int index = 0; index < shape.layers(); index++) {
      Residual residual = residual(shape, 1 + 2 * index, room);
      branches.add(new GptAttention(weights, index, shape, residual, length, past, room, rotary));
      branches.add(
          new Perceptron(
              weights,
              Transformer.layer(index),
              false,
              new RmsNorm(shape.width(), room),
              Activation.SQUARED_RELU,
              residual(shape, 2 + 2 * index, room),
              room));
    }
    Parts parts = new Parts(branches, new RmsNorm(shape.width(), room), Gpt.HEAD);
    return new GptPass(shape, weights, columns, room, parts, rotary);
  }

  private GptPass(
      Gpt shape, Weights weights, Columns columns, Room room, Parts parts, Rotary rotary) {
    super(weights, columns, room, shape.positions(), parts);
    this.tokenTable = weights.matrix(Transformer.TOKENS);
    this.firstNorm = new RmsNorm(shape.width(), room);
    this.dropped = residual(shape, 0, room);
    this.rotary = rotary;
  }

  private static Residual residual(Gpt shape, int place, Room room) {
    return new Residual(shape.width(), shape.dropout(), place, room);
  }

  @Override
  void embed(float[][] rows) {
    for (int i = 0; i < columns.n; i++) {
      float[] token = tokenTable[columns.tokens[i]];
      System.arraycopy(token, 0, rows[i], 0, token.length);
    }
  }

  @Override
  void begin() {
    int padded = columns.padded();
    Vectors.copy(firstNorm.forward(x, padded), x, x.length, padded);
    dropped.drop(x, columns);
    rotary.set(columns.positions, columns.n);
  }

  @Override
  void begunBackward(float[][] dx, Weights gradient) {
    int padded = columns.padded();
    dropped.drop(dx, columns);
    Vectors.copy(dx, room.inner, dx.length, padded);
    Vectors.clear(dx, dx.length, padded);
    firstNorm.backward(room.inner, dx, gradient, columns.n);
  }

  @Override
  void embedBackward(float[][] dRows, Weights gradient) {
    float[][] dTokens = gradient.matrix(Transformer.TOKENS);
    for (int i = 0; i < columns.n; i++) {
      Vectors.add(dTokens[columns.tokens[i]], dRows[i], width);
    }
  }
}
