package dev.prose.neural.transformer;

import dev.prose.neural.Weights;
import dev.prose.numeric.Vectors;
import java.util.ArrayList;
import java.util.List;

/** The passes through {@link Gpt2}. */
final class Gpt2Pass extends DecoderPass {
  private final float[][] tokenTable; // [token][width]
  private final float[][] positionTable; // [position][width]
  private final Residual dropped; // for the embeddings' dropout

  /**
   * @param learns whether there will be backward passes
   */
  static Gpt2Pass of(Gpt2 shape, Weights weights, int windows, int length, boolean learns) {
    if (length > shape.positions()) {
      throw new IllegalArgumentException(
          "windows of %d tokens need as many positions, but there are %d"
              .formatted(length, shape.positions()));
    }
    Columns columns = new Columns(shape.vocabularySize(), windows, length, 0);
    int headSize = shape.width() / shape.heads();
    Room room = new Room(shape.width(), headSize, windows * length, length, 0, learns);
    List<Branch> branches = new ArrayList<>();
    for (int index = 0; index < shape.layers(); index++) {
      String layer = Transformer.layer(index);
      Gpt2Attention attention =
          new Gpt2Attention(
              weights, layer, shape, residual(shape, 1 + 2 * index, room), length, room);
      branches.add(attention);
      branches.add(
          new Perceptron(
              weights,
              layer,
              shape.biases(),
              new LayerNorm(weights, layer + ".ln_2", shape.biases(), room),
              Activation.GELU,
              residual(shape, 2 + 2 * index, room),
              room));
    }
    Norm last = new LayerNorm(weights, Gpt2.LAST_NORM, shape.biases(), room);
    Parts parts = new Parts(branches, last, Transformer.TOKENS);
    return new Gpt2Pass(shape, weights, columns, room, parts);
  }

  private Gpt2Pass(Gpt2 shape, Weights weights, Columns columns, Room room, Parts parts) {
    super(weights, columns, room, shape.positions(), parts);
    this.tokenTable = weights.matrix(Transformer.TOKENS);
    this.positionTable = weights.matrix(Gpt2.POSITIONS);
    this.dropped = residual(shape, 0, room);
  }

  private static Residual residual(Gpt2 shape, int place, Room room) {
    return new Residual(shape.width(), shape.dropout(), place, room);
  }

  @Override
  void embed(float[][] rows) {
    for (int i = 0; i < columns.n; i++) {
      float[] token = tokenTable[columns.tokens[i]];
      System.arraycopy(token, 0, rows[i], 0, token.length);
      Vectors.add(rows[i], positionTable[(int) columns.positions[i]], token.length);
    }
  }

  @Override
  void begin() {
    dropped.drop(x, columns);
  }

  @Override
  void begunBackward(float[][] dx, Weights gradient) {
    dropped.drop(dx, columns);
  }

  @Override
  void embedBackward(float[][] dRows, Weights gradient) {
    float[][] dTokens = gradient.matrix(Transformer.TOKENS);
    float[][] dPositions = gradient.matrix(Gpt2.POSITIONS);
    for (int i = 0; i < columns.n; i++) {
      float[] d = dRows[i];
      Vectors.add(dTokens[columns.tokens[i]], d, width);
      Vectors.add(dPositions[(int) columns.positions[i]], d, width);
    }
  }
}
