package dev.prose.compress;

/**
 * What the symbols of a model stand for in a file.
 *
 * <p>Files are coded in units: each is a symbol's id, or a single byte that no symbol covers, as
 * {@link #raw} writes it.
 */
interface Alphabet {
  /** Number of symbols. */
  int size();

  /** The bytes that a symbol stands for. */
  byte[] bytes(int id);

  /** How many characters begin in the bytes that a symbol stands for. */
  int characters(int id);

  /** The units of a file, in order; their bytes one after another are the file. */
  int[] units(byte[] content);

  /** The unit of a byte that no symbol covers: below 0. */
  static int raw(byte content) {
    return ~(content & 0xFF);
  }

  /** Whether a unit is a byte that no symbol covers. */
  static boolean isRaw(int unit) {
    return unit < 0;
  }

  /** The byte of a unit that is one. */
  static int rawByte(int unit) {
    return ~unit;
  }
}
