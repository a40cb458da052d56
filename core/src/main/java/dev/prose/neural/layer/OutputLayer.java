package dev.prose.neural.layer;

import dev.prose.numeric.MatrixProduct;
import dev.prose.numeric.Softmax;
import java.util.Arrays;
import java.util.Objects;

/**
 * The last layer of a network: a linear map from features to logits, and the cross-entropy of the
 * tokens that follow. Positions are the columns of the logits, so that the softmax is elementwise
 * over long rows, however few tokens there are. Where all logits would take too much memory, they
 * are computed for a block of positions after the other, and again in the backward pass.
 */
public final class OutputLayer {
  private static final int MOST_LOGITS = 1 << 22;

  private final float[][] weight; // [vocabulary][width]
  private final float[] bias; // [vocabulary]
  private final int block; // most positions at once
  private final float[][] transposed; // [width][position of the block], the features
  private final float[][] logits; // [vocabulary][position of the block], nats; then e^(logit - max)
  private final float[] max; // [position of the block]
  private final float[] sum; // [position of the block], of the exponentials
  private final double[] surprisals; // [position], nats
  private int[] targets = {}; // [position], of the last forward pass
  private int positions;

  /**
   * @param weight [vocabulary][width], used as it is whenever a pass is made
   * @param bias [vocabulary]
   * @param mostPositions of a pass
   */
  public OutputLayer(float[][] weight, float[] bias, int mostPositions) {
    this(weight, bias, mostPositions, Math.max(16, MOST_LOGITS / weight.length));
  }

  OutputLayer(float[][] weight, float[] bias, int mostPositions, int mostAtOnce) {
    this.weight = weight;
    this.bias = bias;
    this.block = Math.min(mostPositions, mostAtOnce);
    this.transposed = new float[weight[0].length][block];
    this.logits = new float[weight.length][block];
    this.max = new float[block];
    this.sum = new float[block];
    this.surprisals = new double[mostPositions];
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
    targets = next;
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
    for (int token = 0; token < logits.length; token++) {
      Arrays.fill(logits[token], 0, n, bias[token]);
    }
    MatrixProduct.add(weight, transposed, logits, logits.length, width, n);
    System.arraycopy(logits[0], 0, max, 0, n);
    for (float[] row : logits) {
      max(max, row, n);
    }
    for (int j = 0; j < n; j++) {
      surprisals[first + j] = (double) max[j] - logits[targets[first + j]][j];
    }
    Arrays.fill(sum, 0, n, 0);
    for (float[] row : logits) {
      subtract(row, max, n);
      Softmax.expOfNonPositive(row, n);
      RowSums.add(sum, row, n);
    }
    for (int j = 0; j < n; j++) {
      // The strict logarithm, because losses decide which checkpoint is kept.
      surprisals[first + j] += StrictMath.log(sum[j]);
    }
  }

  /** The surprisal of one target of the last forward pass, in nats. */
  public double surprisal(int position) {
    return surprisals[Objects.checkIndex(position, positions)];
  }

  /**
   * The backward pass of the last forward pass, possible once.
   *
   * @param features [position][width], as they were
   * @param scale of the gradient of the sum of surprisals
   * @param weightGradient [vocabulary][width], to which is added
   * @param biasGradient [vocabulary], to which is added
   * @param featureGradient [position][width], overwritten
   */
  public void backward(
      float[][] features,
      float scale,
      float[][] weightGradient,
      float[] biasGradient,
      float[][] featureGradient) {
    int width = transposed.length;
    for (int from = 0; from < positions; from += block) {
      int to = Math.min(positions, from + block);
      int n = to - from;
      float[][] rows = Arrays.copyOfRange(features, from, to);
      if (positions > block) {
        forward(rows, from);
      }
      differentiate(scale, from, n);
      for (int token = 0; token < logits.length; token++) {
        biasGradient[token] += RowSums.of(logits[token], n);
      }
      MatrixProduct.add(logits, rows, weightGradient, logits.length, n, width);
      float[][] gradient = Arrays.copyOfRange(featureGradient, from, to);
      for (float[] row : gradient) {
        Arrays.fill(row, 0, width, 0);
      }
      MatrixProduct.addTransposed(logits, weight, gradient, n, logits.length, width);
    }
  }

  // Of a surprisal by a logit: the probability, for the target the probability less 1.
  private void differentiate(float scale, int first, int n) {
    for (int j = 0; j < n; j++) {
      sum[j] = scale / sum[j];
    }
    for (float[] row : logits) {
      multiply(row, sum, n);
    }
    for (int j = 0; j < n; j++) {
      logits[targets[first + j]][j] -= scale;
    }
  }

  private static void max(float[] max, float[] row, int n) {
    for (int i = 0; i < n; i++) {
      max[i] = Math.max(max[i], row[i]);
    }
  }

  private static void subtract(float[] row, float[] max, int n) {
    for (int i = 0; i < n; i++) {
      row[i] -= max[i];
    }
  }

  private static void multiply(float[] row, float[] factor, int n) {
    for (int i = 0; i < n; i++) {
      row[i] *= factor[i];
    }
  }
}
