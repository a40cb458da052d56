package dev.prose.compress;

/**
 * One side of an arithmetic coder. What both sides do along a text is written once, in terms of
 * this: an encoder codes the symbol that it is given, a decoder finds out which one it was.
 */
interface SymbolCoder {
  /** Frequencies are in units of 2^-48. */
  int BITS = 48;

  /** The sum of the frequencies of all symbols. */
  long TOTAL = 1L << BITS;

  /**
   * Codes one symbol.
   *
   * @param cumulative [symbol], ascending strictly from 0 to {@link #TOTAL}, one more number than
   *     there are symbols: where the symbol's share of the range begins
   * @param symbol the symbol that comes; a decoder does not look at it
   * @return the symbol that came
   */
  int code(long[] cumulative, int symbol);
}
