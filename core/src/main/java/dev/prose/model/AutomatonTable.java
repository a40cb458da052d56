package dev.prose.model;

/**
 * The states of an automaton and their transitions, in one array. All that belongs to a state is
 * contiguous, so that a step waits for memory only once or twice. A state's name is the index of
 * its first place.
 *
 * <p>The places of a state hold: the number of transitions and the state that the failure
 * transition leads to; the failure transition's weight; the transitions' tokens in ascending order,
 * 2, 4 or 8 per place; the states that they lead to, 2 per place; and their weights.
 */
final class AutomatonTable {
  /** No transition. */
  static final int NONE = -1;

  private static final int HEADER = 2; // places before the tokens
  private static final int MOST = Integer.MAX_VALUE - 8; // places in an array

  private final int vocabularySize;
  private final int laneBits; // bits per token: 8, 16 or 32
  private final int laneShift; // log2 of laneBits
  private final int tokensShift; // log2 of the number of tokens per place
  private final long ones; // 1 in each lane
  private final long tops; // the top bit in each lane
  private final long[] places;

  /**
   * @param size number of places of all states together, see {@link #places}
   * @throws IllegalArgumentException if an array cannot have so many
   */
  AutomatonTable(int vocabularySize, long size) {
    if (size > MOST) {
      throw new IllegalArgumentException("the model is too large for an automaton");
    }
    this.vocabularySize = vocabularySize;
    this.laneBits = laneBits(vocabularySize);
    this.laneShift = Integer.numberOfTrailingZeros(laneBits);
    this.tokensShift = Integer.numberOfTrailingZeros(Long.SIZE / laneBits);
    this.ones = Long.divideUnsigned(-1, -1L >>> (Long.SIZE - laneBits));
    this.tops = ones << (laneBits - 1);
    this.places = new long[(int) size];
  }

  private static int laneBits(int vocabularySize) {
    return vocabularySize <= 1 << 8 ? 8 : vocabularySize <= 1 << 16 ? 16 : 32;
  }

  /** Number of places of a state with so many transitions. */
  static long places(int vocabularySize, int transitions) {
    int lanes = Long.SIZE / laneBits(vocabularySize);
    return HEADER + (transitions + lanes - 1L) / lanes + (transitions + 1L) / 2 + transitions;
  }

  /** A state's number of transitions. */
  int count(int state) {
    return (int) (places[state] >>> Integer.SIZE);
  }

  /** The state that the failure transition leads to. */
  int failure(int state) {
    return (int) places[state];
  }

  /** The failure transition's weight. */
  double failureWeight(int state) {
    return Double.longBitsToDouble(places[state + 1]);
  }

  /** Writes a state's header; its transitions are put after that. */
  void putState(int state, int count, int failure, double failureWeight) {
    places[state] = (long) count << Integer.SIZE | failure;
    places[state + 1] = Double.doubleToRawLongBits(failureWeight);
  }

  /** Number of places that so many tokens take. */
  private int tokenPlaces(int count) {
    return (count + (1 << tokensShift) - 1) >>> tokensShift;
  }

  private int nexts(int state) {
    return state + HEADER + tokenPlaces(count(state));
  }

  private int weights(int state) {
    return nexts(state) + (count(state) + 1) / 2;
  }

  /** The number of a state's transition for a token, or {@link #NONE}. */
  int find(int state, int token) {
    int count = count(state);
    if (count == vocabularySize) {
      return token;
    }
    if (count == 0) {
      return NONE; // the header may be the end of the array
    }
    // The last place whose first token is not larger. No branch: none could be predicted.
    int first = state + HEADER;
    int place = 0;
    for (int left = tokenPlaces(count); left > 1; ) {
      int half = left >>> 1;
      int middle = place + half;
      place = lane(places[first + middle], 0) <= token ? middle : place;
      left -= half;
    }
    // Compares all its tokens at once: the first equal one is where the lowest top bit remains.
    long differences = places[first + place] ^ (ones * token);
    long equal = (differences - ones) & ~differences & tops;
    return equal == 0
        ? NONE
        : (place << tokensShift) + (Long.numberOfTrailingZeros(equal) >>> laneShift);
  }

  private int lane(long place, int lane) {
    return (int) ((place >>> (lane << laneShift)) & (-1L >>> (Long.SIZE - laneBits)));
  }

  /** The token of a state's transition. */
  int token(int state, int transition) {
    int lane = transition & ((1 << tokensShift) - 1);
    return lane(places[state + HEADER + (transition >>> tokensShift)], lane);
  }

  /** The state that a transition leads to. */
  int next(int state, int transition) {
    return (int) (places[nexts(state) + (transition >>> 1)] >>> ((transition & 1) * Integer.SIZE));
  }

  /** A transition's weight. */
  double weight(int state, int transition) {
    return Double.longBitsToDouble(places[weights(state) + transition]);
  }

  /** Writes a state's transition; those before it must already be written. */
  void put(int state, int transition, int token, int next, double weight) {
    // The remaining lanes repeat the last token, so that the search finds its first lane.
    int lane = transition & ((1 << tokensShift) - 1);
    long before = (1L << (lane << laneShift)) - 1;
    int place = state + HEADER + (transition >>> tokensShift);
    places[place] = (places[place] & before) | (ones * token & ~before);
    places[nexts(state) + (transition >>> 1)] |= (long) next << ((transition & 1) * Integer.SIZE);
    places[weights(state) + transition] = Double.doubleToRawLongBits(weight);
  }

  /** Replaces all weights by their logarithms. */
  void takeLogarithms() {
    for (int state = 0; state < places.length; ) {
      takeLogarithm(state + 1);
      int end = weights(state) + count(state);
      for (int place = weights(state); place < end; place++) {
        takeLogarithm(place);
      }
      state = end;
    }
  }

  private void takeLogarithm(int place) {
    places[place] = Double.doubleToRawLongBits(Math.log(Double.longBitsToDouble(places[place])));
  }
}
