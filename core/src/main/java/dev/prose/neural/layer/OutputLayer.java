package dev.prose.neural.layer;

import dev.prose.numeric.MatrixProduct;
import dev.prose.numeric.Softmax;
import java.util.Arrays;
import java.util.Objects;

/**
 * The last layer of a network: a linear map from features to logits, and the cross-entropy of the
 * tokens that follow. Positions are the columns of the logits, so that the softmax is elementwise
 * over long rows, however few tokens there are.
 */
public final class OutputLayer {
  private final float[][] weight; // [vocabulary][width]
  private final float[] bias; // [vocabulary]
  private final float[][] transposed; // [width][position], the features
  private final float[][] logits; // [vocabulary][position], then e^(logit - max), then gradients
  private final float[] max; // [position]
  private final float[] sum; // [position], of the exponentials
  private final double[] surprisals; // [position], nats
  private int[] targets = {}; // [position], of the last forward pass
  private int positions;

  /**
   * @param weight [vocabulary][width], used as it is whenever a pass is made
   * @param bias [vocabulary]
   * @param mostPositions of a pass
   */
  public OutputLayer(float[][] weight, float[] bias, int mostPositions) {
    this.weight = weight;
    this.bias = bias;
    this.transposed = new float[weight[0].length][mostPositions];
    this.logits = new float[weight.length][mostPositions];
    this.max = new float[mostPositions];
    this.sum = new float[mostPositions];
    this.surprisals = new double[mostPositions];
  }

  /**
   * The forward pass.
   *
   * @param features [position][width]
   * @param next the tokens that follow, [position]
   * @param count how many positions
   * @return the sum of the surprisals, in nats
   * @throws IndexOutOfBoundsException if there is no such token
   */
  public double forward(float[][] features, int[] next, int count) {
    positions = count;
    targets = next;
    int width = transposed.length;
    Transposition.of(features, transposed, positions, width);
    for (int token = 0; token < logits.length; token++) {
      Arrays.fill(logits[token], 0, positions, bias[token]);
    }
    MatrixProduct.add(weight, transposed, logits, logits.length, width, positions);
    System.arraycopy(logits[0], 0, max, 0, positions);
    for (float[] row : logits) {
      max(max, row, positions);
    }
    for (int j = 0; j < positions; j++) {
      surprisals[j] = (double) max[j] - logits[Objects.checkIndex(targets[j], logits.length)][j];
    }
    Arrays.fill(sum, 0, positions, 0);
    for (float[] row : logits) {
      subtract(row, max, positions);
      Softmax.expOfNonPositive(row, positions);
      RowSums.add(sum, row, positions);
    }
    double total = 0;
    for (int j = 0; j < positions; j++) {
      // The strict logarithm, because losses decide which checkpoint is kept.
      surprisals[j] += StrictMath.log(sum[j]);
      total += surprisals[j];
    }
    return total;
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
    // d surprisal / d logit = probability - 1 for the target, the probability for all others.
    for (int j = 0; j < positions; j++) {
      sum[j] = scale / sum[j];
    }
    for (float[] row : logits) {
      multiply(row, sum, positions);
    }
    for (int j = 0; j < positions; j++) {
      logits[targets[j]][j] -= scale;
    }
    for (int token = 0; token < logits.length; token++) {
      biasGradient[token] += RowSums.of(logits[token], positions);
    }
    MatrixProduct.add(logits, features, weightGradient, logits.length, positions, width);
    for (int j = 0; j < positions; j++) {
      Arrays.fill(featureGradient[j], 0);
    }
    MatrixProduct.addTransposed(logits, weight, featureGradient, positions, logits.length, width);
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
