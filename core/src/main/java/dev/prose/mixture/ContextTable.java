package dev.prose.mixture;

import dev.prose.column.IntColumn;

/**
 * Finds contexts by their keys: a hash table with open addressing, three quarters full.
 *
 * <p>Of a key it holds 32 bits, beside those that its place tells. A context that was never seen is
 * therefore taken for another one once in some 10^9 times.
 *
 * @param marks [slot]: half of a key
 * @param begins [slot]: 1 more than where the context's entries begin, or 0 if the slot is free
 */
record ContextTable(IntColumn marks, IntColumn begins) {
  static final int NONE = -1;

  // At least one is free, where every search ends.
  private static int slots(int contexts) {
    return Math.toIntExact(contexts + contexts / 3L + 1);
  }

  int slots() {
    return (int) begins.size();
  }

  /**
   * Of all contexts of an index.
   *
   * @param begin [context]
   */
  static ContextTable of(ContextIndex index, int[] begin) {
    int slots = slots(index.size());
    int[] marks = new int[slots];
    int[] begins = new int[slots];
    for (int context = 0; context < index.size(); context++) {
      long key = index.key(context);
      int slot = home(key, slots);
      while (begins[slot] != 0) {
        slot = slot + 1 == slots ? 0 : slot + 1;
      }
      marks[slot] = (int) key;
      begins[slot] = begin[context] + 1;
    }
    return new ContextTable(IntColumn.of(marks), IntColumn.of(begins));
  }

  private static int home(long key, int slots) {
    return (int) (((key >>> 32) * slots) >>> 32);
  }

  /** Where the entries of a context begin, or {@link #NONE}. */
  int find(long key) {
    int slots = slots();
    int slot = home(key, slots);
    for (int probe = 0; probe < slots; probe++) { // even a file that lies lets it end
      int begin = begins.get(slot);
      if (begin == 0 || marks.get(slot) == (int) key) {
        return begin - 1;
      }
      slot = slot + 1 == slots ? 0 : slot + 1;
    }
    return NONE;
  }

  /**
   * Reads all of it.
   *
   * @throws IllegalArgumentException if a context begins where no entry is, or a search would not
   *     end
   */
  void requireSound(int entries) {
    boolean full = true;
    for (int slot = 0; slot < slots(); slot++) {
      int begin = begins.get(slot);
      MixtureOptions.require(
          begin >= 0 && begin <= entries, "a context begins with entry " + (begin - 1));
      full &= begin != 0;
    }
    MixtureOptions.require(!full, "a table of contexts has no free slot");
  }
}
