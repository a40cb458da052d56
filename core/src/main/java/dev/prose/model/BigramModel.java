package dev.prose.model;

import dev.prose.data.Batch;
import dev.prose.numeric.LogSumExp;
import dev.prose.random.SplitMix64;
import java.util.Arrays;
import java.util.Objects;

/**
 * The simplest neural language model: an embedding table of V x V numbers in which row i holds the
 * logits of the token that follows token i. For the first token of a sequence, its prediction is
 * the uniform distribution.
 */
public final class BigramModel implements FirstOrderModel {
  /** The {@link #type} of every bigram model. */
  public static final String TYPE = "bigram";

  /** The largest vocabulary whose table one array can hold. */
  public static final int MAX_VOCABULARY = 46_340;

  private final int vocabularySize;
  private final float[] logits; // [token][next token]
  // The log of a row's sum of exponentials is max + logSum. The two are kept apart, because next to
  // a huge max the digits of logSum would be lost. In double precision, because exact losses are
  // reported with six decimals.
  private final float[] max; // [token]
  private final double[] logSum; // [token], nats

  /**
   * @param vocabularySize V
   * @param logits [token][next token], V x V in one array; copied
   * @throws IllegalArgumentException if the array's length is not V x V
   */
  public BigramModel(int vocabularySize, float[] logits) {
    if (logits.length != tableSize(vocabularySize)) {
      throw new IllegalArgumentException(
          "a bigram table for %,d tokens has %,d numbers, but %,d were given"
              .formatted(vocabularySize, tableSize(vocabularySize), logits.length));
    }
    this.vocabularySize = vocabularySize;
    this.logits = logits.clone();
    this.max = new float[vocabularySize];
    this.logSum = new double[vocabularySize];
    double[] scratch = new double[vocabularySize];
    for (int token = 0; token < vocabularySize; token++) {
      normalize(token, scratch);
    }
  }

  private void normalize(int token, double[] scratch) {
    int from = token * vocabularySize;
    float[] row = Arrays.copyOfRange(logits, from, from + vocabularySize);
    max[token] = LogSumExp.max(row);
    logSum[token] = LogSumExp.aboveMax(row, max[token], scratch);
  }

  /** The untrained model: every logit is drawn from N(0, 1), like PyTorch's embeddings. */
  public static BigramModel random(int vocabularySize, long seed) {
    SplitMix64 random = new SplitMix64(seed);
    float[] logits = new float[tableSize(vocabularySize)];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) random.nextGaussian();
    }
    return new BigramModel(vocabularySize, logits);
  }

  private static int tableSize(int vocabularySize) {
    if (vocabularySize < 1 || vocabularySize > MAX_VOCABULARY) {
      throw new IllegalArgumentException(
          "a bigram table is possible for 1 to %,d different tokens, not for %,d"
              .formatted(MAX_VOCABULARY, vocabularySize));
    }
    return vocabularySize * vocabularySize;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public int vocabularySize() {
    return vocabularySize;
  }

  @Override
  public long parameterCount() {
    return logits.length;
  }

  /** A copy of the table, [token][next token] in one array. */
  public float[] logits() {
    return logits.clone();
  }

  /**
   * The forward pass: the logits of the token after each input, in nats.
   *
   * @return [batch][block][vocabulary] in one array
   */
  public float[] forward(Batch batch) {
    float[] result = new float[Math.multiplyExact(batch.positions(), vocabularySize)];
    for (int position = 0; position < batch.positions(); position++) {
      System.arraycopy(
          logits, row(batch.inputs()[position]), result, position * vocabularySize, vocabularySize);
    }
    return result;
  }

  @Override
  public double loss(Batch batch) {
    double sum = 0;
    for (int position = 0; position < batch.positions(); position++) {
      sum -= logProbability(batch.inputs()[position], batch.targets()[position]);
    }
    return sum / batch.positions();
  }

  @Override
  public double logProbability(int token, int next) {
    float logit = logits[row(token) + Objects.checkIndex(next, vocabularySize)];
    return (double) logit - max[token] - logSum[token];
  }

  @Override
  public void logProbabilitiesAfter(int token, float[] target) {
    Cursor.requireVocabularySized(target.length, vocabularySize);
    int row = row(token);
    for (int next = 0; next < vocabularySize; next++) {
      target[next] = (float) ((double) logits[row + next] - max[token] - logSum[token]);
    }
  }

  private int row(int token) {
    return Objects.checkIndex(token, vocabularySize) * vocabularySize;
  }

  @Override
  public Cursor cursor() {
    return new BigramCursor();
  }

  private final class BigramCursor implements Cursor {
    private static final int NOTHING_YET = -1;
    private int last = NOTHING_YET;

    @Override
    public void logProbabilities(float[] target) {
      if (last == NOTHING_YET) {
        Cursor.requireVocabularySized(target.length, vocabularySize);
        Arrays.fill(target, (float) -StrictMath.log(vocabularySize));
      } else {
        logProbabilitiesAfter(last, target);
      }
    }

    @Override
    public double logProbability(int token) {
      Objects.checkIndex(token, vocabularySize);
      return last == NOTHING_YET
          ? -StrictMath.log(vocabularySize)
          : BigramModel.this.logProbability(last, token);
    }

    @Override
    public void advance(int token) {
      last = Objects.checkIndex(token, vocabularySize);
    }
  }
}
