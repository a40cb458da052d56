package dev.prose.mixture;

import java.util.Arrays;

/**
 * What came after the contexts of one kind in the text that was just read: for each pair of a
 * context and a symbol a count that fades with the distance. When the symbol comes again, what is
 * left of its count grows by 1.
 *
 * <p>Each position has an entry in a ring that is as long as the decay reaches. Entries whose keys
 * fall into one bucket are linked, the latest first; when a symbol comes again after its context,
 * its earlier entry is left out. So what has faded is at the end of a list, and goes when the ring
 * comes round. All numbers of an entry are side by side, because most of the time is spent waiting
 * for memory.
 */
final class DecayingCache {
  private static final int FIRST_LENGTH = 1 << 8; // a power of 2

  // The numbers of an entry.
  private static final int MARK = 0; // the upper half of the context's key
  private static final int SYMBOL = 1;
  private static final int COUNT = 2; // when the symbol last came, as a float's bits
  private static final int BEFORE = 3; // the position of the bucket's entry before
  private static final int WIDTH = 4;
  private static final int LEFT_OUT = -1; // as the symbol of an entry

  private final Decay decay;
  private int[] entries = new int[WIDTH * FIRST_LENGTH]; // [position, modulo the length][WIDTH]
  private int[] lowerHalves = new int[FIRST_LENGTH]; // [position, modulo the length]: of its key
  private int[] latest = new int[FIRST_LENGTH]; // [bucket]: the position of its latest entry
  private int position;

  DecayingCache(Decay decay) {
    this.decay = decay;
    clear();
  }

  /** An independent copy. */
  DecayingCache copy() {
    DecayingCache copy = new DecayingCache(decay);
    copy.entries = entries.clone();
    copy.lowerHalves = lowerHalves.clone();
    copy.latest = latest.clone();
    copy.position = position;
    return copy;
  }

  /** Forgets everything, and begins at position 0. */
  void clear() {
    Arrays.fill(latest, nowhere());
    position = 0;
  }

  /** A position from which nothing is left. */
  private int nowhere() {
    return -1 - decay.reach();
  }

  // Unsigned, so that a bucket without an entry has none after 2^31 positions either.
  private boolean isLeft(int distance) {
    return Integer.compareUnsigned(distance, decay.reach()) <= 0;
  }

  /** Adds what came after a context to the votes, as it is left at this position. */
  void look(long key, Votes votes) {
    int at = latest[bucket(key)];
    for (int distance = position - at; isLeft(distance); distance = position - at) {
      int entry = entry(at);
      if (entries[entry + MARK] == mark(key)) {
        votes.add(entries[entry + SYMBOL], count(entry) * decay.after(distance));
      }
      at = entries[entry + BEFORE];
    }
  }

  /** Counts the symbol at this position after its context, and goes on to the next position. */
  void add(long key, int symbol) {
    if (position == latest.length && position <= decay.reach()) {
      grow();
    }
    int bucket = bucket(key);
    float count = 1;
    int later = -1; // the entry before in the list, none yet
    int at = latest[bucket];
    for (int distance = position - at; isLeft(distance); distance = position - at) {
      int entry = entry(at);
      if (entries[entry + MARK] == mark(key) && entries[entry + SYMBOL] == symbol) {
        count += count(entry) * decay.after(distance);
        leaveOut(entry, later, bucket);
        break;
      }
      later = entry;
      at = entries[entry + BEFORE];
    }
    int entry = entry(position);
    entries[entry + MARK] = mark(key);
    entries[entry + SYMBOL] = symbol;
    entries[entry + COUNT] = Float.floatToRawIntBits(count);
    lowerHalves[position & latest.length - 1] = (int) key;
    link(position, bucket);
    position++;
  }

  private void leaveOut(int entry, int later, int bucket) {
    int before = entries[entry + BEFORE];
    if (later < 0) {
      latest[bucket] = before;
    } else {
      entries[later + BEFORE] = before;
    }
    entries[entry + SYMBOL] = LEFT_OUT;
  }

  private void link(int at, int bucket) {
    entries[entry(at) + BEFORE] = latest[bucket];
    latest[bucket] = at;
  }

  private int entry(int at) {
    return (at & latest.length - 1) * WIDTH;
  }

  private float count(int entry) {
    return Float.intBitsToFloat(entries[entry + COUNT]);
  }

  private static int mark(long key) {
    return (int) (key >>> Integer.SIZE);
  }

  private int bucket(long key) {
    return (int) key & latest.length - 1; // keys are hashes already
  }

  /** Doubles the ring, which is full for the first time, so that nothing changes its place. */
  private void grow() {
    int length = 2 * latest.length;
    entries = Arrays.copyOf(entries, WIDTH * length);
    lowerHalves = Arrays.copyOf(lowerHalves, length);
    latest = new int[length];
    Arrays.fill(latest, nowhere());
    for (int at = 0; at < position; at++) {
      if (entries[entry(at) + SYMBOL] != LEFT_OUT) {
        link(at, bucket(lowerHalves[at]));
      }
    }
  }
}
