package dev.prose.mixture;

import dev.prose.column.IntColumn;

/**
 * Finds contexts by their keys: a hash table with open addressing, three quarters full.
 *
 * <p>The table keeps the lower 32 bits of a key; the key's slot tells part of the rest. So about
 * one look-up in 10^9 mistakes one context for another, whether or not the context was ever seen.
 *
 * @param marks [slot]: the lower half of a key
 * @param begins [slot]: 1 more than the index of the context's first entry, or 0 if the slot is
 *     free
 */
record ContextTable(IntColumn marks, IntColumn begins) {
  static final int NONE = -1;

  // At least one slot is free, so that every search ends.
  private static int slots(int contexts) {
    return Math.toIntExact(contexts + contexts / 3L + 1);
  }

  int slots() {
    return (int) begins.size();
  }

  /**
   * Makes a table of all contexts of an index.
   *
   * @param begin [context], the index of its first entry
   */
  static ContextTable of(ContextIndex index, int[] begin) {
    int slots = slots(index.size());
    int[] marks = new int[slots];
    int[] begins = new int[slots];
    Pieces.forEach(
        0,
        index.size(),
        (from, to) -> {
          for (int context = from; context < to; context++) {
            int slot = free(index.key(context), begins);
            marks[slot] = (int) index.key(context);
            begins[slot] = begin[context] + 1;
          }
        });
    return new ContextTable(IntColumn.of(marks), IntColumn.of(begins));
  }

  /** The first free slot for a key. */
  private static int free(long key, int... begins) {
    int slot = home(key, begins.length);
    while (begins[slot] != 0) {
      slot = slot + 1 == begins.length ? 0 : slot + 1;
    }
    return slot;
  }

  private static int home(long key, int slots) {
    return (int) (((key >>> 32) * slots) >>> 32);
  }

  /** The index of a context's first entry, or {@link #NONE}. */
  int find(long key) {
    int slots = slots();
    int slot = home(key, slots);
    for (int probe = 0; probe < slots; probe++) { // ends even if a damaged file has no free slot
      int begin = begins.get(slot);
      if (begin == 0 || marks.get(slot) == (int) key) {
        return begin - 1;
      }
      slot = slot + 1 == slots ? 0 : slot + 1;
    }
    return NONE;
  }

  /**
   * Reads and checks every slot.
   *
   * @throws IllegalArgumentException if a context begins where there is no entry, or no slot is
   *     free
   */
  void requireSound(int entries) {
    int[] free = new int[1];
    Pieces.forEach(0, slots(), (from, to) -> free[0] += free(from, to, entries));
    Requirement.require(free[0] > 0, "a table of contexts has no free slot");
  }

  /** Checks some slots, and counts the free ones. */
  private int free(int from, int to, int entries) {
    int free = 0;
    for (int slot = from; slot < to; slot++) {
      int begin = begins.get(slot);
      Requirement.require(
          begin >= 0 && begin <= entries, "a context begins with entry " + (begin - 1));
      free += begin == 0 ? 1 : 0;
    }
    return free;
  }
}
