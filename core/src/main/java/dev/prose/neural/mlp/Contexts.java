package dev.prose.neural.mlp;

import java.util.Arrays;
import java.util.Objects;

/**
 * The last tokens of some positions, and which different tokens are among them: the hidden layer
 * multiplies an embedding once, however often its token comes.
 */
final class Contexts {
  private final int vocabularySize;
  private final int[][] slots; // [place][position], which of the different tokens
  private final int[] slotOf; // [token], -1 for those that have none
  private final int[] tokens; // [slot]
  private int different;
  private int positions;

  Contexts(Mlp network, int mostPositions) {
    this.vocabularySize = network.vocabularySize();
    this.slots = new int[network.context()][mostPositions];
    this.slotOf = new int[vocabularySize + 1];
    this.tokens = new int[(int) Math.min(vocabularySize + 1L, room(mostPositions))];
    Arrays.fill(slotOf, -1);
  }

  // Each position brings one token, the first one as many as a context has, and there is "nothing".
  private long room(int mostPositions) {
    return (long) mostPositions + slots.length + 1;
  }

  void clear() {
    for (int slot = 0; slot < different; slot++) {
      slotOf[tokens[slot]] = -1;
    }
    different = 0;
    positions = 0;
  }

  /**
   * Adds positions of one sequence.
   *
   * @param sequence tokens
   * @param from the first position
   * @param to behind the last position
   * @param firstSeen [position - from], before which nothing is seen
   * @throws IndexOutOfBoundsException if there is no such token
   */
  void add(int[] sequence, int from, int to, int[] firstSeen) {
    int nothing = slot(vocabularySize);
    for (int position = from; position < to; position++) {
      for (int place = 0; place < slots.length; place++) {
        int at = position - place;
        slots[place][positions] =
            at < firstSeen[position - from]
                ? nothing
                : slot(Objects.checkIndex(sequence[at], vocabularySize));
      }
      positions++;
    }
  }

  private int slot(int token) {
    if (slotOf[token] < 0) {
      slotOf[token] = different;
      tokens[different++] = token;
    }
    return slotOf[token];
  }

  int positions() {
    return positions;
  }

  /** How many different tokens there are. */
  int different() {
    return different;
  }

  int mostDifferent() {
    return tokens.length;
  }

  /** Which of the different tokens is at a place of the positions' contexts, [position]. */
  int[] slots(int place) {
    return slots[place];
  }

  /** The rows of the different tokens in a table, not copied. */
  void rows(float[][] table, float[][] rows) {
    for (int slot = 0; slot < different; slot++) {
      rows[slot] = table[tokens[slot]];
    }
  }
}
