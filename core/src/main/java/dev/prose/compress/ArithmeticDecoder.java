package dev.prose.compress;

/** Turns the bytes of an {@link ArithmeticEncoder} into symbols again. */
final class ArithmeticDecoder implements SymbolCoder {
  private static final int MOST_BEHIND = Long.BYTES; // the decoder is so many bytes ahead

  private final byte[] bytes;
  private final int end;
  private int next;
  private int behind; // how many zeros were read behind the end
  private long offset; // unsigned: of the number from the low end of the range
  private long range = -1; // unsigned

  /**
   * @param bytes with the message from {@code begin} (inclusive) to {@code end} (exclusive)
   * @throws BrokenCodeException if no message begins so
   */
  ArithmeticDecoder(byte[] bytes, int begin, int end) {
    this.bytes = bytes;
    this.next = begin;
    this.end = end;
    for (int i = 0; i < Long.BYTES; i++) {
      offset = offset << Byte.SIZE | next();
    }
    if (offset == range) {
      throw new BrokenCodeException("it begins as nothing does that was compressed");
    }
  }

  /**
   * Finds the symbol that came.
   *
   * @throws BrokenCodeException if the message has ended before
   */
  @Override
  public int code(long[] cumulative, int symbol) {
    int found = 0;
    int above = cumulative.length - 1;
    while (above - found > 1) {
      int middle = (found + above) >>> 1;
      if (Long.compareUnsigned(ArithmeticEncoder.bound(range, cumulative[middle]), offset) <= 0) {
        found = middle;
      } else {
        above = middle;
      }
    }
    long begin = ArithmeticEncoder.bound(range, cumulative[found]);
    range = ArithmeticEncoder.bound(range, cumulative[found + 1]) - begin;
    offset -= begin;
    while (range >>> ArithmeticEncoder.LEAST_RANGE_BITS == 0) {
      range <<= Byte.SIZE;
      offset = offset << Byte.SIZE | next();
    }
    return found;
  }

  private int next() {
    if (next < end) {
      return bytes[next++] & 0xFF;
    }
    if (++behind > MOST_BEHIND) {
      throw new BrokenCodeException("it ends too early");
    }
    return 0;
  }
}
