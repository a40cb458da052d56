package dev.prose.token.bpe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of each token, and the token of some bytes. All bytes lie in one array, and the hash
 * table is open: looking up a piece of a text makes no object.
 */
final class TokenTable {
  /** What {@link #find} gives where no token has the bytes. */
  static final int NONE = -1;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L; // 2^64 / the golden ratio

  private final byte[] bytes; // of all tokens, one after the other
  private final int[] starts; // [id], and the end of the last one
  private final int[] slots; // id + 1, or 0 where there is none
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
    slots = new int[1 << bits]; // at least twice as many as there are tokens
    shift = Long.SIZE - bits;
    for (int id = 0; id < tokens.size(); id++) {
      byte[] token = tokens.get(id);
      System.arraycopy(token, 0, bytes, starts[id], token.length);
      if (token.length == 0) {
        throw new IllegalArgumentException("token " + id + " has no bytes");
      }
      int slot = slot(token, 0, token.length);
      if (slots[slot] != 0) {
        throw new IllegalArgumentException(
            "tokens %d and %d have the same bytes".formatted(slots[slot] - 1, id));
      }
      slots[slot] = id + 1;
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

  /** The token of these bytes, or {@link #NONE}. */
  int find(byte[] text, int from, int to) {
    return slots[slot(text, from, to)] - 1;
  }

  /** The slot of these bytes, or the free one where they would be. */
  private int slot(byte[] text, int from, int to) {
    int slot = (int) (hash(text, from, to) >>> shift);
    while (slots[slot] != 0 && !isToken(slots[slot] - 1, text, from, to)) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private boolean isToken(int id, byte[] text, int from, int to) {
    return Arrays.equals(bytes, starts[id], starts[id + 1], text, from, to);
  }

  private static long hash(byte[] text, int from, int to) {
    long hash = (long) to - from;
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      hash = mixed(hash ^ (long) LONGS.get(text, at));
    }
    long rest = 0;
    for (; at < to; at++) {
      rest = (rest << Byte.SIZE) | (text[at] & 0xFF);
    }
    return mixed(hash ^ rest);
  }

  // The table uses the upper bits: a multiplication carries the lower ones into them, and the next
  // one needs them further down.
  private static long mixed(long hash) {
    return Long.rotateRight(hash, 29) * MULTIPLIER;
  }
}
