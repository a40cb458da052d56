package dev.prose.token.bpe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of each token, and the token of some bytes. All bytes lie in one array, and the hash
 * table is open: looking up a piece of a text makes no object. Up to 7 bytes, as most words have,
 * and their number are a slot's key themselves, so that nothing else is looked at; going to the
 * token's bytes for each piece took a third of the time of encoding English.
 */
final class TokenTable {
  /** What {@link #find} gives where no token has the bytes. */
  static final int NONE = -1;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int SHORT = Long.BYTES - 1; // bytes that fit into a key with their number
  private static final long LONGER = 0xFFL << (Byte.SIZE * SHORT); // in the place of that number
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L; // 2^64 / the golden ratio

  private final byte[] bytes; // of all tokens, one after the other
  private final int[] starts; // [id], and the end of the last one
  private final long[] slots; // [2i] key, or 0 where there is none; [2i + 1] id
  private final int shift;

  /**
   * @param tokens the bytes of each, [id]
   * @throws IllegalArgumentException if two have the same, or one has none
   */
  TokenTable(List<byte[]> tokens) {
    starts = new int[tokens.size() + 1];
    for (int id = 0; id < tokens.size(); id++) {
      starts[id + 1] = Math.addExact(starts[id], tokens.get(id).length);
    }
    bytes = new byte[starts[tokens.size()]];
    int bits = 33 - Integer.numberOfLeadingZeros(Math.max(1, tokens.size()));
    slots = new long[2 << bits]; // at least twice as many as there are tokens
    shift = Long.SIZE - bits;
    for (int id = 0; id < tokens.size(); id++) {
      byte[] token = tokens.get(id);
      System.arraycopy(token, 0, bytes, starts[id], token.length);
      if (token.length == 0) {
        throw new IllegalArgumentException("token " + id + " has no bytes");
      }
      long key = key(token, 0, token.length);
      int slot = slot(key, token, 0, token.length);
      if (slots[slot] != 0) {
        throw new IllegalArgumentException(
            "tokens %d and %d have the same bytes".formatted(slots[slot + 1], id));
      }
      slots[slot] = key;
      slots[slot + 1] = id;
    }
  }

  int size() {
    return starts.length - 1;
  }

  /**
   * A token's bytes.
   *
   * @throws IndexOutOfBoundsException if there is no such id
   */
  byte[] bytes(int id) {
    return Arrays.copyOfRange(bytes, starts[id], starts[id + 1]);
  }

  /** How many bytes a token has. */
  int length(int id) {
    return starts[id + 1] - starts[id];
  }

  boolean sameAs(TokenTable other) {
    return Arrays.equals(starts, other.starts) && Arrays.equals(bytes, other.bytes);
  }

  /** The token of these bytes, of which there is at least one, or {@link #NONE}. */
  int find(byte[] text, int from, int to) {
    long key = key(text, from, to);
    int slot = slot(key, text, from, to);
    return slots[slot] == 0 ? NONE : (int) slots[slot + 1];
  }

  /** The slot of these bytes, or the free one where they would be. */
  private int slot(long key, byte[] text, int from, int to) {
    int slot = 2 * (int) ((key * MULTIPLIER) >>> shift);
    while (slots[slot] != 0 && !(slots[slot] == key && isToken(slot, text, from, to))) {
      slot = (slot + 2) & (slots.length - 1);
    }
    return slot;
  }

  /** Whether the token in a slot, whose key is that of these bytes, has them all. */
  private boolean isToken(int slot, byte[] text, int from, int to) {
    if (to - from <= SHORT) {
      return true;
    }
    int id = (int) slots[slot + 1];
    return Arrays.equals(bytes, starts[id], starts[id + 1], text, from, to);
  }

  /** A hash of some bytes, to be taken from its upper bits. */
  static long hash(byte[] text, int from, int to) {
    return key(text, from, to) * MULTIPLIER;
  }

  /** Few bytes and their number; of more bytes a hash. Never 0. */
  private static long key(byte[] text, int from, int to) {
    int length = to - from;
    if (length <= SHORT) {
      return ((long) length << (Byte.SIZE * SHORT)) | few(text, from, length);
    }
    long hash = length;
    for (int at = from; at < to - Long.BYTES; at += Long.BYTES) {
      hash = mixed(hash ^ (long) LONGS.get(text, at));
    }
    return LONGER | mixed(hash ^ (long) LONGS.get(text, to - Long.BYTES)) >>> Byte.SIZE;
  }

  private static long few(byte[] text, int from, int length) {
    if (from <= text.length - Long.BYTES) {
      return (long) LONGS.get(text, from) & ((1L << (Byte.SIZE * length)) - 1);
    }
    long few = 0;
    for (int i = length - 1; i >= 0; i--) {
      few = few << Byte.SIZE | (text[from + i] & 0xFF);
    }
    return few;
  }

  // A multiplication carries lower bits into the upper ones, and the next one needs these further
  // down.
  private static long mixed(long hash) {
    return Long.rotateRight(hash, 29) * MULTIPLIER;
  }
}
