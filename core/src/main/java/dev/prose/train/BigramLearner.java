package dev.prose.train;

import dev.prose.data.Batch;
import dev.prose.model.BigramModel;
import dev.prose.numeric.Softmax;
import java.util.Arrays;
import java.util.Objects;

/**
 * Trains a bigram table with AdamW on cross-entropy.
 *
 * <p>All positions of a batch with the same input share one row of the table, and so one softmax.
 * With n_i positions of input i out of N, of which c_ij have target j, the gradient of the mean
 * loss is dL/dlogit_ij = (n_i softmax(row i)_j - c_ij) / N.
 */
public final class BigramLearner implements Learner {
  private final int vocabularySize;
  private final float[] weights; // [token][next token], logits
  private final float[] gradient; // [token][next token]; zero but for the rows of the last batch
  private final AdamW optimizer;

  private final int[] occurrences; // [token], in the current batch; zero between steps
  private final int[] rowOf; // [token], where its row stands in `rows`
  private int[] distinct = {}; // the batch's tokens, each once
  private int distinctCount;
  private float[] rows = {}; // [distinct token][next token], logits and then probabilities
  private double[] logSumExp = {}; // [distinct token], nats

  /** Goes on from a model, with a fresh optimizer. */
  public BigramLearner(BigramModel start, AdamW.Options options) {
    this(start, options, AdamW.Moments.none(Math.toIntExact(start.parameterCount())));
  }

  /**
   * Goes on from a model and the state that belongs to it, exactly as the learner that they are
   * from would.
   *
   * @param state as {@link #state} gave it
   * @throws dev.prose.text.InvalidDataException if it is not a state of AdamW for such a table
   */
  public BigramLearner(BigramModel start, AdamW.Options options, LearnerState state) {
    this(start, options, AdamW.Moments.of(state, start.vocabularySize(), start.vocabularySize()));
  }

  private BigramLearner(BigramModel start, AdamW.Options options, AdamW.Moments moments) {
    this.vocabularySize = start.vocabularySize();
    this.weights = start.logits();
    this.gradient = new float[weights.length];
    this.optimizer = new AdamW(options, moments);
    this.occurrences = new int[vocabularySize];
    this.rowOf = new int[vocabularySize];
  }

  @Override
  public BigramModel model() {
    return new BigramModel(vocabularySize, weights);
  }

  @Override
  public LearnerState state() {
    return optimizer.moments().state(vocabularySize, vocabularySize);
  }

  @Override
  public double step(Batch batch) {
    zeroGradient();
    double loss = forward(batch);
    if (Double.isFinite(loss)) {
      backward(batch);
      optimizer.step(weights, gradient);
    }
    return loss;
  }

  /**
   * The gradient of a batch's mean cross-entropy, without an update.
   *
   * @return dL/dlogit, [token][next token] in one array
   */
  public float[] gradient(Batch batch) {
    zeroGradient();
    forward(batch);
    backward(batch);
    return gradient.clone();
  }

  private void zeroGradient() {
    for (int k = 0; k < distinctCount; k++) {
      int from = distinct[k] * vocabularySize;
      Arrays.fill(gradient, from, from + vocabularySize, 0);
    }
  }

  private double forward(Batch batch) {
    collectDistinct(batch.inputs());
    for (int k = 0; k < distinctCount; k++) {
      System.arraycopy(
          weights, distinct[k] * vocabularySize, rows, k * vocabularySize, vocabularySize);
    }
    Softmax.rows(rows, distinctCount, vocabularySize, logSumExp);
    return meanLoss(batch.inputs(), batch.targets());
  }

  private double meanLoss(int[] inputs, int[] targets) {
    double sum = 0;
    for (int position = 0; position < inputs.length; position++) {
      int token = inputs[position];
      int target = Objects.checkIndex(targets[position], vocabularySize);
      sum += logSumExp[rowOf[token]] - weights[token * vocabularySize + target];
    }
    return sum / inputs.length;
  }

  private void backward(Batch batch) {
    countTargets(batch.inputs(), batch.targets());
    float each = 1f / batch.positions();
    for (int k = 0; k < distinctCount; k++) {
      int token = distinct[k];
      subtractFromExpected(
          gradient,
          token * vocabularySize,
          rows,
          k * vocabularySize,
          vocabularySize,
          occurrences[token],
          each);
    }
  }

  // Counted before it is scaled: whole numbers cancel exactly, and Adam, which divides a gradient
  // by its own size, would blow up what rounding leaves of a gradient that should be zero.
  private void countTargets(int[] inputs, int[] targets) {
    for (int position = 0; position < inputs.length; position++) {
      gradient[inputs[position] * vocabularySize + targets[position]]++;
    }
  }

  /** One row of the gradient: how often each target was expected, less how often it came. */
  private static void subtractFromExpected(
      float[] counts,
      int countsFrom,
      float[] probabilities,
      int probabilitiesFrom,
      int length,
      float occurrences,
      float scale) {
    for (int i = 0; i < length; i++) {
      float expected = occurrences * probabilities[probabilitiesFrom + i];
      counts[countsFrom + i] = (expected - counts[countsFrom + i]) * scale;
    }
  }

  private void collectDistinct(int[] inputs) {
    int most = Math.min(inputs.length, vocabularySize);
    if (distinct.length < most) {
      distinct = Arrays.copyOf(distinct, most);
      rows = new float[Math.multiplyExact(most, vocabularySize)];
      logSumExp = new double[most];
    }
    for (int k = 0; k < distinctCount; k++) {
      occurrences[distinct[k]] = 0;
    }
    distinctCount = 0;
    for (int token : inputs) {
      if (occurrences[token]++ == 0) {
        rowOf[token] = distinctCount;
        distinct[distinctCount++] = token;
      }
    }
  }
}
