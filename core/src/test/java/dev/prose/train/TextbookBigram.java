package dev.prose.train;

import dev.prose.data.Batch;

/**
 * The bigram model's training as the formulas have it, in double and without a single shortcut: a
 * softmax for every position, a gradient for every weight.
 */
final class TextbookBigram {
  private final AdamW.Options options;
  final double[][] weights; // [token][next token], logits
  private final double[][] mean; // of the gradients
  private final double[][] square; // of the gradients' squares
  private int steps;

  TextbookBigram(int vocabularySize, float[] logits, AdamW.Options options) {
    this.options = options;
    this.weights = new double[vocabularySize][vocabularySize];
    this.mean = new double[vocabularySize][vocabularySize];
    this.square = new double[vocabularySize][vocabularySize];
    for (int i = 0; i < vocabularySize; i++) {
      for (int j = 0; j < vocabularySize; j++) {
        weights[i][j] = logits[i * vocabularySize + j];
      }
    }
  }

  /** L = -1/N sum over positions of log softmax(w_input)_target, in nats. */
  double loss(Batch batch) {
    double sum = 0;
    for (int n = 0; n < batch.positions(); n++) {
      sum -= logSoftmax(weights[batch.inputs()[n]])[batch.targets()[n]];
    }
    return sum / batch.positions();
  }

  /** dL/dw_ij = 1/N sum over the positions with input i of softmax(w_i)_j - [target = j]. */
  double[][] gradient(Batch batch) {
    double[][] gradient = new double[weights.length][weights.length];
    for (int n = 0; n < batch.positions(); n++) {
      int input = batch.inputs()[n];
      double[] logProbabilities = logSoftmax(weights[input]);
      for (int j = 0; j < weights.length; j++) {
        double oneHot = j == batch.targets()[n] ? 1 : 0;
        gradient[input][j] += (Math.exp(logProbabilities[j]) - oneHot) / batch.positions();
      }
    }
    return gradient;
  }

  /** Loshchilov and Hutter's algorithm 2 with a schedule multiplier of 1, decay as PyTorch's. */
  void step(Batch batch) {
    double[][] gradient = gradient(batch);
    steps++;
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < weights.length; j++) {
        double g = gradient[i][j];
        mean[i][j] = options.beta1() * mean[i][j] + (1 - options.beta1()) * g;
        square[i][j] = options.beta2() * square[i][j] + (1 - options.beta2()) * g * g;
        double unbiasedMean = mean[i][j] / (1 - Math.pow(options.beta1(), steps));
        double unbiasedSquare = square[i][j] / (1 - Math.pow(options.beta2(), steps));
        weights[i][j] -= options.learningRate() * options.weightDecay() * weights[i][j];
        weights[i][j] -=
            options.learningRate() * unbiasedMean / (Math.sqrt(unbiasedSquare) + options.epsilon());
      }
    }
  }

  private static double[] logSoftmax(double[] logits) {
    double max = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      max = Math.max(max, logit);
    }
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit - max);
    }
    double[] result = new double[logits.length];
    for (int j = 0; j < logits.length; j++) {
      result[j] = logits[j] - max - Math.log(sum);
    }
    return result;
  }
}
