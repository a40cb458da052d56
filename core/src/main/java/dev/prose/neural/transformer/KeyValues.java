package dev.prose.neural.transformer;

import dev.prose.numeric.Exponential;
import dev.prose.numeric.MatrixProduct;
import dev.prose.numeric.Vectors;
import java.util.Arrays;

/** The keys and values of the last tokens in one layer, and attention to them. */
final class KeyValues {
  private final int size; // of a head
  private final float scale;
  private final float[][][] keys; // [head][size][slot]
  private final float[][][] values; // [head][slot][size]
  private final float[][][] weights; // [head][1][slot], of the last token
  private final float[][] query; // [1][size]
  private final float[][] mixed; // [1][size]
  private long count; // of tokens since the last restart; the next one's slot is count % slots

  /**
   * @param slots how many tokens are kept
   */
  KeyValues(int heads, int size, int slots) {
    this.size = size;
    this.scale = (float) (1 / Math.sqrt(size));
    this.keys = new float[heads][size][slots];
    this.values = new float[heads][slots][size];
    this.weights = new float[heads][1][slots];
    this.query = new float[1][size];
    this.mixed = new float[1][size];
  }

  void clear() {
    count = 0;
  }

  private int slots() {
    return values[0].length;
  }

  /**
   * Keeps a token.
   *
   * @param k whose numbers from {@code fromK} on are the key, as those of v
   */
  void keep(float[] k, int fromK, float[] v, int fromV) {
    int slot = (int) (count % slots());
    count++;
    for (int head = 0; head < keys.length; head++) {
      float[][] ofHead = keys[head];
      for (int d = 0; d < size; d++) {
        ofHead[d][slot] = k[fromK + head * size + d];
      }
      System.arraycopy(v, fromV + head * size, values[head][slot], 0, size);
    }
  }

  /**
   * Lets the last token that was kept look at all that are kept.
   *
   * @param q whose numbers from {@code fromQ} on are the query
   * @param out [width], overwritten
   */
  void attend(float[] q, int fromQ, float[] out) {
    int kept = kept();
    for (int head = 0; head < keys.length; head++) {
      for (int d = 0; d < size; d++) {
        query[0][d] = scale * q[fromQ + head * size + d];
      }
      Arrays.fill(weights[head][0], 0, kept, 0);
      MatrixProduct.add(query, keys[head], weights[head], 1, size, kept);
      softmax(weights[head][0], kept);
      Arrays.fill(mixed[0], 0);
      MatrixProduct.add(weights[head], values[head], mixed, 1, kept, size);
      System.arraycopy(mixed[0], 0, out, head * size, size);
    }
  }

  /** How many tokens are kept. */
  private int kept() {
    return (int) Math.min(count, slots());
  }

  /** Where the last token of a context looked: [head][place], 0 for what is not kept. */
  float[][] looked(int length) {
    int kept = kept();
    float[][] looked = new float[weights.length][length];
    for (int head = 0; head < weights.length; head++) {
      for (int age = 0; age < kept; age++) {
        looked[head][length - 1 - age] = weights[head][0][(int) ((count - 1 - age) % slots())];
      }
    }
    return looked;
  }

  private static void softmax(float[] x, int n) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      largest = x[i] > largest ? x[i] : largest;
    }
    exp(x, largest, n);
    Vectors.scale(x, 1 / Vectors.sum(x, n), n);
  }

  private static void exp(float[] x, float largest, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = Exponential.ofNonPositive(x[i] - largest);
    }
  }
}
