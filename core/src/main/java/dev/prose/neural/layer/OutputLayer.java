package dev.prose.neural.layer;

import dev.prose.numeric.MatrixProduct;
import dev.prose.numeric.Transposition;
import dev.prose.numeric.Vectors;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The last layer of a network: a linear map from features to logits, and the cross-entropy of the
 * tokens that follow. Where all logits would take too much memory, they are computed for a block of
 * positions after the other, and again in the backward pass.
 */
public final class OutputLayer {
  private static final int MOST_LOGITS = 1 << 22;
  private static final int LEAST_POSITIONS = 16;

  private final float[][] weight; // [vocabulary][width]
  private final float @Nullable [] bias; // [vocabulary]
  private final int block; // most positions at once
  private final float[][] transposed; // [width][position of the block], the features
  private final float[][] logits; // [vocabulary][position of the block], or what became of them
  private final CrossEntropy crossEntropy;
  private final double[] surprisals; // [position], nats
  private int[] targets = {}; // [position], of the last forward pass
  private float[][] offsets = {}; // [position][vocabulary], as well; none if empty
  private int positions;

  /**
   * @param weight [vocabulary][width], used as it is whenever a pass is made
   * @param bias [vocabulary], if there is one
   * @param mostPositions of a pass
   */
  public OutputLayer(float[][] weight, float @Nullable [] bias, int mostPositions) {
    this(weight, bias, mostPositions, mostAtOnce(weight.length));
  }

  OutputLayer(float[][] weight, float @Nullable [] bias, int mostPositions, int mostAtOnce) {
    this.weight = weight;
    this.bias = bias;
    this.block = Math.min(mostPositions, mostAtOnce);
    this.transposed = new float[weight[0].length][Vectors.padded(block)];
    this.logits = new float[weight.length][Vectors.padded(block)];
    this.crossEntropy = new CrossEntropy(block);
    this.surprisals = new double[mostPositions];
  }

  /** A multiple of what vector instructions take. */
  private static int mostAtOnce(int vocabularySize) {
    return Math.max(LEAST_POSITIONS, MOST_LOGITS / vocabularySize & -LEAST_POSITIONS);
  }

  /**
   * The forward pass.
   *
   * @param features [position][width]
   * @param next the tokens that follow, [position]; not to be changed before the backward pass
   * @param count how many positions
   * @return the sum of the surprisals, in nats
   * @throws IndexOutOfBoundsException if there is no such token
   */
  public double forward(float[][] features, int[] next, int count) {
    return forward(features, next, new float[0][], count);
  }

  /**
   * The forward pass, where something is added to the logits.
   *
   * @param added [position][vocabulary], in nats; of length 0 if nothing is. Not to be changed
   *     before the backward pass
   */
  public double forward(float[][] features, int[] next, float[][] added, int count) {
    targets = next;
    offsets = added;
    positions = count;
    for (int position = 0; position < positions; position++) {
      Objects.checkIndex(targets[position], logits.length);
    }
    double total = 0;
    for (int from = 0; from < positions; from += block) {
      int to = Math.min(positions, from + block);
      forward(Arrays.copyOfRange(features, from, to), from);
      for (int position = from; position < to; position++) {
        total += surprisals[position];
      }
    }
    return total;
  }

  /** Of the positions from {@code first} on. */
  private void forward(float[][] features, int first) {
    int n = features.length;
    int width = transposed.length;
    Transposition.of(features, transposed, n, width);
    int padded = Vectors.padded(n);
    begin(first, n, padded);
    MatrixProduct.add(weight, transposed, logits, logits.length, width, padded);
    crossEntropy.forward(logits, targets, surprisals, first, n);
  }

  /** Writes what the logits have beside the product. */
  private void begin(int first, int n, int padded) {
    if (offsets.length == 0) {
      for (int token = 0; token < logits.length; token++) {
        Arrays.fill(logits[token], 0, padded, bias == null ? 0 : bias[token]);
      }
      return;
    }
    Transposition.of(Arrays.copyOfRange(offsets, first, first + n), logits, n, logits.length);
    for (int token = 0; token < logits.length; token++) {
      Arrays.fill(logits[token], n, padded, 0);
      if (bias != null) {
        add(logits[token], bias[token], n);
      }
    }
  }

  private static void add(float[] values, float added, int n) {
    for (int i = 0; i < n; i++) {
      values[i] += added;
    }
  }

  /** The surprisal of one target of the last forward pass, in nats. */
  public double surprisal(int position) {
    return surprisals[Objects.checkIndex(position, positions)];
  }

  /**
   * The backward pass of the last forward pass, possible once.
   *
   * @param features [position][width], as they were; their rows are no shorter than those of the
   *     weight's gradient
   * @param scale of the gradient of the sum of surprisals
   * @param weightGradient [vocabulary][width], to which is added; its rows may be padded
   * @param biasGradient [vocabulary], to which is added; null if there is no bias
   * @param featureGradient [position][width], overwritten; its rows may be longer
   */
  public void backward(
      float[][] features,
      float scale,
      float[][] weightGradient,
      float @Nullable [] biasGradient,
      float[][] featureGradient) {
    int width = transposed.length;
    for (int from = 0; from < positions; from += block) {
      int to = Math.min(positions, from + block);
      int n = to - from;
      float[][] rows = Arrays.copyOfRange(features, from, to);
      if (positions > block) {
        forward(rows, from);
      }
      crossEntropy.backward(logits, targets, scale, from, n);
      if (biasGradient != null) {
        for (int token = 0; token < logits.length; token++) {
          biasGradient[token] += Vectors.sum(logits[token], n);
        }
      }
      MatrixProduct.add(logits, rows, weightGradient, logits.length, n, weightGradient[0].length);
      float[][] gradient = Arrays.copyOfRange(featureGradient, from, to);
      Vectors.clear(gradient, n, width);
      MatrixProduct.addTransposed(logits, weight, gradient, n, logits.length, width);
    }
  }
}
