package dev.prose.compress;

import java.util.Arrays;

/**
 * Frequencies of a few symbols that are counted as they come, on both sides alike. When the sum
 * gets too large, all are halved. So the rarest of n symbols keeps a share of 2^-20 or more, and no
 * symbol costs nothing.
 */
final class AdaptiveFrequencies {
  private static final int STEP = 32; // how much a symbol's frequency grows when it comes
  private static final int MOST = 1 << 20; // the sum that is not exceeded

  private final int[] frequencies; // [symbol], at least 1
  private final long[] cumulative; // [symbol], see SymbolCoder
  private int total;

  /**
   * @param first the frequencies before any symbol has come, each at least 1
   */
  AdaptiveFrequencies(int... first) {
    this.frequencies = first.clone();
    this.cumulative = new long[first.length + 1];
    this.total = Arrays.stream(first).sum();
  }

  /** Frequencies of so many symbols, all alike at first. */
  static AdaptiveFrequencies even(int symbols) {
    int[] first = new int[symbols];
    Arrays.fill(first, 1);
    return new AdaptiveFrequencies(first);
  }

  /** Codes a symbol, and counts it. */
  int code(SymbolCoder coder, int symbol) {
    long unit = SymbolCoder.TOTAL / total;
    for (int i = 1; i < frequencies.length; i++) {
      cumulative[i] = cumulative[i - 1] + unit * frequencies[i - 1];
    }
    cumulative[frequencies.length] = SymbolCoder.TOTAL; // what the division left is the last one's
    int came = coder.code(cumulative, symbol);
    count(came);
    return came;
  }

  private void count(int symbol) {
    frequencies[symbol] += STEP;
    total += STEP;
    if (total > MOST) {
      total = 0;
      for (int i = 0; i < frequencies.length; i++) {
        frequencies[i] = (frequencies[i] + 1) / 2;
        total += frequencies[i];
      }
    }
  }
}
