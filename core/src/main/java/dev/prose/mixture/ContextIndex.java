package dev.prose.mixture;

import java.util.Arrays;

/** Numbers contexts by key, from 0 on, in the order of their first appearance. */
final class ContextIndex {
  private static final int FIRST = 1 << 10; // slots; a power of 2

  private long[] keys = new long[FIRST / 2]; // [context], with spare room
  private int[] slots = new int[FIRST]; // [hash]: a context's number + 1, or 0; at most half full
  private int size;

  /** Number of contexts. */
  int size() {
    return size;
  }

  /** A context's key. */
  long key(int context) {
    return keys[context];
  }

  /** The number of the context with this key; a new context gets the next number. */
  int intern(long key) {
    int slot = free(key);
    if (slots[slot] != 0) {
      return slots[slot] - 1;
    }
    if (size == keys.length) {
      grow();
      slot = free(key);
    }
    keys[size] = key;
    slots[slot] = ++size;
    return size - 1;
  }

  /** The slot that holds the key, or else the free slot where it belongs. */
  private int free(long key) {
    int slot = (int) (key ^ key >>> 32) & slots.length - 1; // keys are hashes already
    while (slots[slot] != 0 && keys[slots[slot] - 1] != key) {
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  private void grow() {
    keys = Arrays.copyOf(keys, 2 * keys.length);
    slots = new int[2 * slots.length];
    for (int context = 0; context < size; context++) {
      slots[free(keys[context])] = context + 1;
    }
  }
}
