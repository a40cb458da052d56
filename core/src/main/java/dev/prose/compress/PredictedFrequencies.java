package dev.prose.compress;

import dev.prose.model.Cursor;
import dev.prose.numeric.LogSumExp;

/**
 * Makes frequencies of what a model expects next. They are the same on every machine where the
 * model's logarithms are: exponentials that only add and multiply, one division, a sum in the order
 * of the symbols, and from there on whole numbers.
 *
 * <p>Each symbol gets 1 of 2^48, and its share of the rest. For a vocabulary of V that costs V
 * 2^-48 nats a symbol, and keeps what the model thinks impossible possible.
 */
final class PredictedFrequencies {
  /**
   * Left aside at first, because rounded shares may add up to more than 1: by V 2^-52 at most. It
   * goes to the likeliest symbol in the end.
   */
  private static final double RESERVE = 0x1p-31;

  private final float[] logProbabilities; // [symbol], nats
  private final double[] exponentials; // [symbol]
  private final long[] cumulative; // [symbol], see SymbolCoder

  PredictedFrequencies(int vocabularySize) {
    this.logProbabilities = new float[vocabularySize];
    this.exponentials = new double[vocabularySize];
    this.cumulative = new long[vocabularySize + 1];
  }

  /** Codes the symbol that comes next, and does not move the cursor. */
  int code(SymbolCoder coder, Cursor cursor, int symbol) {
    cursor.logProbabilities(logProbabilities);
    cumulate(logProbabilities);
    return coder.code(cumulative, symbol);
  }

  /**
   * Computes the cumulative frequencies of some logarithms of probabilities, or of anything that
   * differs from them by a constant.
   *
   * @param logarithms [symbol], nats; minus infinity for the impossible
   */
  long[] cumulate(float... logarithms) {
    float max = LogSumExp.max(logarithms);
    LogSumExp.exponentials(logarithms, max, exponentials);
    double sum = 0;
    for (double each : exponentials) {
      sum += each;
    }
    int size = exponentials.length;
    double unit = (SymbolCoder.TOTAL * (1 - RESERVE) - size) / sum;
    int likeliest = 0;
    for (int symbol = 0; symbol < size; symbol++) {
      likeliest = exponentials[symbol] > exponentials[likeliest] ? symbol : likeliest;
      cumulative[symbol + 1] = cumulative[symbol] + 1 + (long) (exponentials[symbol] * unit);
    }
    long rest = SymbolCoder.TOTAL - cumulative[size];
    for (int symbol = likeliest; symbol < size; symbol++) {
      cumulative[symbol + 1] += rest;
    }
    return cumulative;
  }
}
