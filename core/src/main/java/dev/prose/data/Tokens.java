package dev.prose.data;

import dev.prose.text.InvalidDataException;

/**
 * An immutable sequence of token ids, stored in 1, 2 or 4 bytes each as its vocabulary needs: on
 * the heap, or in a file that is mapped into memory. A slice shares the storage of the sequence it
 * was cut from.
 */
public abstract sealed class Tokens permits HeapTokens, MappedTokens {
  private static final int ONE_BYTE = 1 << 8;
  private static final int TWO_BYTES = 1 << 16;

  private final long size;
  private final int vocabularySize;

  Tokens(long size, int vocabularySize) {
    this.size = size;
    this.vocabularySize = vocabularySize;
  }

  /**
   * Stores ids compactly on the heap.
   *
   * @param ids each in [0, vocabularySize)
   * @throws IllegalArgumentException if an id is not in that range
   * @throws InvalidDataException if together they need 2 GiB or more
   */
  public static Tokens of(int[] ids, int vocabularySize) {
    int width = bytesPerToken(vocabularySize);
    if ((long) ids.length * width > Integer.MAX_VALUE - 8) {
      throw new InvalidDataException(
          "%,d tokens of %d bytes are more than 2 GiB, the most that a text on the heap may have"
              .formatted(ids.length, width));
    }
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] < 0 || ids[i] >= vocabularySize) {
        throw new IllegalArgumentException(
            "token %d at position %d is not in [0, %d)".formatted(ids[i], i, vocabularySize));
      }
    }
    byte[] storage = new byte[ids.length * width];
    pack(ids, ids.length, storage, width);
    return new HeapTokens(storage, 0, ids.length, vocabularySize);
  }

  /**
   * Takes over an array of ids, of a vocabulary of at most 256 tokens.
   *
   * @param ids a byte per id, each in [0, vocabularySize), which is not checked; not to be changed
   * @throws IllegalArgumentException if the vocabulary is larger
   */
  public static Tokens ofBytes(byte[] ids, int vocabularySize) {
    if (bytesPerToken(vocabularySize) != 1) {
      throw new IllegalArgumentException(
          "%,d different tokens do not fit a byte".formatted(vocabularySize));
    }
    return new HeapTokens(ids, 0, ids.length, vocabularySize);
  }

  /** How many tokens there are. */
  public final long size() {
    return size;
  }

  /** The size of the vocabulary the ids are from, V; every id is below it. */
  public final int vocabularySize() {
    return vocabularySize;
  }

  /** How many bytes an id takes: 1, 2 or 4. */
  public final int bytesPerToken() {
    return bytesPerToken(vocabularySize);
  }

  /**
   * The id at a position.
   *
   * @throws IndexOutOfBoundsException if there is no such position
   */
  public abstract int at(long position);

  /**
   * The tokens from {@code from} (inclusive) to {@code to} (exclusive).
   *
   * @throws IndexOutOfBoundsException if that is not a range within this sequence
   */
  public abstract Tokens slice(long from, long to);

  /**
   * Copies {@code length} ids from {@code position} on into {@code target} from {@code offset} on.
   *
   * @throws IndexOutOfBoundsException if either range does not fit
   */
  public abstract void copyTo(long position, int[] target, int offset, int length);

  /**
   * All ids, one int each.
   *
   * @throws ArithmeticException if they are more than an array can hold
   */
  public final int[] toArray() {
    int[] ids = new int[Math.toIntExact(size)];
    copyTo(0, ids, 0, ids.length);
    return ids;
  }

  static int bytesPerToken(int vocabularySize) {
    return vocabularySize <= ONE_BYTE ? 1 : vocabularySize <= TWO_BYTES ? 2 : 4;
  }

  /** Writes the first {@code count} ids into {@code storage}, little-endian. */
  static void pack(int[] ids, int count, byte[] storage, int width) {
    for (int b = 0; b < width; b++) {
      for (int i = 0; i < count; i++) {
        storage[i * width + b] = (byte) (ids[i] >>> (8 * b));
      }
    }
  }

  /** Reads {@code length} ids from the id at index {@code from} on. */
  static void unpack(byte[] storage, int width, int from, int[] target, int offset, int length) {
    if (width == 1) {
      copyBytes(storage, from, target, offset, length);
    } else {
      for (int i = 0; i < length; i++) {
        target[offset + i] = stored(storage, width, from + i);
      }
    }
  }

  // One byte per id is by far the most frequent width, and drawing batches spends its time here.
  private static void copyBytes(byte[] source, int from, int[] target, int offset, int length) {
    for (int i = 0; i < length; i++) {
      target[offset + i] = source[from + i] & 0xFF;
    }
  }

  static int stored(byte[] storage, int width, int i) {
    return switch (width) {
      case 1 -> storage[i] & 0xFF;
      case 2 -> (storage[2 * i] & 0xFF) | (storage[2 * i + 1] & 0xFF) << 8;
      default ->
          (storage[4 * i] & 0xFF)
              | (storage[4 * i + 1] & 0xFF) << 8
              | (storage[4 * i + 2] & 0xFF) << 16
              | (storage[4 * i + 3] & 0xFF) << 24;
    };
  }
}
