package dev.prose.data;

import dev.prose.text.InvalidDataException;
import java.util.Objects;

/**
 * An immutable sequence of token ids, stored in 1, 2 or 4 bytes each as its vocabulary needs. A
 * slice shares the storage of the sequence it was cut from.
 */
public final class Tokens {
  private static final int ONE_BYTE = 1 << 8;
  private static final int TWO_BYTES = 1 << 16;

  private final byte[] storage; // little-endian, bytesPerToken an id
  private final int bytesPerToken;
  private final long start; // in tokens
  private final long size;
  private final int vocabularySize;

  private Tokens(byte[] storage, int bytesPerToken, long start, long size, int vocabularySize) {
    this.storage = storage;
    this.bytesPerToken = bytesPerToken;
    this.start = start;
    this.size = size;
    this.vocabularySize = vocabularySize;
  }

  /**
   * Stores ids compactly.
   *
   * @param ids each in [0, vocabularySize)
   * @throws IllegalArgumentException if an id is not in that range
   * @throws InvalidDataException if together they need 2 GiB or more
   */
  public static Tokens of(int[] ids, int vocabularySize) {
    int width = vocabularySize <= ONE_BYTE ? 1 : vocabularySize <= TWO_BYTES ? 2 : 4;
    if ((long) ids.length * width > Integer.MAX_VALUE - 8) {
      throw new InvalidDataException(
          "%,d tokens of %d bytes are more than 2 GiB, the most that one text may have. Bring a part of it"
              .formatted(ids.length, width));
    }
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] < 0 || ids[i] >= vocabularySize) {
        throw new IllegalArgumentException(
            "token %d at position %d is not in [0, %d)".formatted(ids[i], i, vocabularySize));
      }
    }
    byte[] storage = new byte[ids.length * width];
    for (int b = 0; b < width; b++) {
      for (int i = 0; i < ids.length; i++) {
        storage[i * width + b] = (byte) (ids[i] >>> (8 * b));
      }
    }
    return new Tokens(storage, width, 0, ids.length, vocabularySize);
  }

  /** How many tokens there are. */
  public long size() {
    return size;
  }

  /** The size of the vocabulary the ids are from, V; every id is below it. */
  public int vocabularySize() {
    return vocabularySize;
  }

  /** How many bytes an id takes: 1, 2 or 4. */
  public int bytesPerToken() {
    return bytesPerToken;
  }

  /**
   * The id at a position.
   *
   * @throws IndexOutOfBoundsException if there is no such position
   */
  public int at(long position) {
    return stored(start + Objects.checkIndex(position, size));
  }

  /**
   * The tokens from {@code from} (inclusive) to {@code to} (exclusive).
   *
   * @throws IndexOutOfBoundsException if that is not a range within this sequence
   */
  public Tokens slice(long from, long to) {
    Objects.checkFromToIndex(from, to, size);
    return new Tokens(storage, bytesPerToken, start + from, to - from, vocabularySize);
  }

  /**
   * Copies {@code length} ids from {@code position} on into {@code target} from {@code offset} on.
   *
   * @throws IndexOutOfBoundsException if either range does not fit
   */
  public void copyTo(long position, int[] target, int offset, int length) {
    Objects.checkFromIndexSize(position, length, size);
    Objects.checkFromIndexSize(offset, length, target.length);
    if (bytesPerToken == 1) {
      copyBytes(storage, (int) (start + position), target, offset, length);
    } else {
      for (int i = 0; i < length; i++) {
        target[offset + i] = stored(start + position + i);
      }
    }
  }

  // By far the most frequent width, and the inner loop of drawing batches.
  private static void copyBytes(byte[] source, int from, int[] target, int offset, int length) {
    for (int i = 0; i < length; i++) {
      target[offset + i] = source[from + i] & 0xFF;
    }
  }

  /** All ids, one int each. */
  public int[] toArray() {
    int[] ids = new int[Math.toIntExact(size)];
    copyTo(0, ids, 0, ids.length);
    return ids;
  }

  private int stored(long index) {
    int i = (int) index;
    return switch (bytesPerToken) {
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
