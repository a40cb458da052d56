package dev.prose.neural.transformer;

import dev.prose.neural.LineStarts;
import dev.prose.neural.Reader;
import dev.prose.neural.layer.VectorLinear;
import dev.prose.numeric.Vectors;
import java.util.List;

/** What readers of decoders share: layers that remember keys and values, and a head. */
abstract class DecoderReader implements Reader {
  private final List<KeyValues> memory; // [layer]
  private final VectorLinear head;
  final float[][] x; // [n][width], the residual stream
  final float[][] normed; // [n][width]
  final float[][] mixed; // [n][width]
  final float[][] branch; // [n][width]
  final float[][] hidden; // [n][4 width]

  /**
   * @param rows the most tokens at once
   */
  DecoderReader(int width, int rows, List<KeyValues> memory, VectorLinear head) {
    this.memory = memory;
    this.head = head;
    this.x = new float[rows][width];
    this.normed = new float[rows][width];
    this.mixed = new float[rows][width];
    this.branch = new float[rows][width];
    this.hidden = new float[rows][4 * width];
  }

  /** Writes the last norm of the first row of {@link #x} to {@link #normed}. */
  abstract void lastNorm();

  @Override
  public void restart() {
    memory.forEach(KeyValues::clear);
  }

  @Override
  public void logits(float[] target) {
    lastNorm();
    head.apply(normed[0], target);
  }

  /** What {@link Transformer#attention} gives, of a reader before the first token. */
  float[][][] attention(LineStarts lines, int... context) {
    if (context.length == 0) {
      throw new IllegalArgumentException("a context must have at least one token");
    }
    for (int token : context) {
      if (lines.begins(token)) {
        restart();
      }
      read(token);
    }
    float[][][] attention = new float[memory.size()][][];
    for (int layer = 0; layer < attention.length; layer++) {
      attention[layer] = memory.get(layer).looked(context.length);
    }
    return attention;
  }

  /** x += branch. */
  void addBranch(int n) {
    Vectors.add(x, branch, n, x[0].length);
  }
}
