package dev.prose.count;

import dev.prose.column.IntAppender;
import dev.prose.column.IntColumn;
import dev.prose.data.Tokens;
import dev.prose.model.NGramTrie;
import dev.prose.text.InvalidDataException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * How often each sequence of tokens up to some length, the order, occurs in a text.
 *
 * <p>The text is one sequence, or many that are divided by a separator, which is both the last
 * token of one and the token before the next. An n-gram may begin or end with the separator, but
 * none goes across it.
 */
public final class NGramCounts {
  /** How many different n-grams of one length there may be. */
  public static final int MOST_OF_A_LENGTH = IntAppender.MOST;

  private final NGramTrie trie;
  private final List<IntColumn> counts; // [level - 1][node]
  private final OptionalInt separator;
  private final int[] beginning; // the first tokens of the text, at most the order - 1

  NGramCounts(Columns columns, OptionalInt separator, int... beginning) {
    this.trie = columns.trie;
    this.counts = columns.counts;
    this.separator = separator;
    this.beginning = beginning;
  }

  /**
   * Makes counts of the windows of a text, or of several: for each position the n-gram that begins
   * there, up to the order's length, or to the end of the text or the sequence. {@link
   * NGramCounter#count(TokenRange)} gives the windows of a part of a text; those of all parts are
   * merged ({@link MergedWindows}) and come here.
   */
  public static final class Builder implements WindowSink {
    private final WindowPacking packing;
    private final int vocabularySize;
    private final TrieBuilder trie;
    private OptionalInt separator = OptionalInt.empty();
    private int[] beginning = {};
    private final long[] last; // words
    private boolean begun;

    /**
     * @param order the longest n-grams' length, 1 to {@link NGramTrie#MAX_ORDER}
     * @param vocabularySize number of different tokens that the text may have, V
     * @throws IllegalArgumentException if one is out of its range
     */
    public Builder(int order, int vocabularySize) {
      this.packing = WindowPacking.of(requireOrder(order), vocabularySize);
      this.vocabularySize = vocabularySize;
      this.trie = new TrieBuilder(packing, vocabularySize);
      this.last = new long[packing.words()];
    }

    /** How the windows are packed. */
    public WindowPacking packing() {
      return packing;
    }

    /**
     * Says that the text is many sequences.
     *
     * @param token divides them
     * @throws IllegalArgumentException if it is not in the vocabulary
     */
    public Builder separator(int token) {
      separator = OptionalInt.of(requireToken(token));
      return this;
    }

    /**
     * Says how a text that is one sequence begins.
     *
     * @param tokens its first ones, the order - 1 or all if it has fewer
     * @throws IllegalArgumentException if one is not in the vocabulary, or they are more
     */
    public Builder beginning(int... tokens) {
      if (tokens.length >= packing.length()) {
        throw new IllegalArgumentException(
            "%d tokens are more than a context of n-grams of %d"
                .formatted(tokens.length, packing.length()));
      }
      for (int token : tokens) {
        requireToken(token);
      }
      beginning = tokens.clone();
      return this;
    }

    private int requireToken(int token) {
      if (token < 0 || token >= vocabularySize) {
        throw new IllegalArgumentException(
            "token %d is not in [0, %d)".formatted(token, vocabularySize));
      }
      return token;
    }

    /**
     * Adds a window, which must be greater than the one before it, or equal.
     *
     * @throws IllegalArgumentException if it is less, if it is no window of this vocabulary, or if
     *     its count is not positive
     * @throws InvalidDataException if n-grams of one length become more than {@link
     *     #MOST_OF_A_LENGTH}
     */
    @Override
    public void add(long[] window, long count) {
      if (begun && Arrays.compare(last, window) > 0) {
        throw new IllegalArgumentException("windows must ascend");
      }
      requireWindow(window);
      if (count < 1) {
        throw new IllegalArgumentException("a window cannot occur %,d times".formatted(count));
      }
      System.arraycopy(window, 0, last, 0, last.length);
      begun = true;
      trie.add(window, count);
    }

    private void requireWindow(long[] window) {
      int tokens = packing.tokens(window);
      boolean valid = tokens > 0;
      for (int place = 0; place < packing.length() && valid; place++) {
        int token = packing.token(window, place);
        valid = place < tokens ? token < vocabularySize : token < 0;
      }
      if (!valid) {
        throw new IllegalArgumentException(
            "%s is no window of %d tokens of %,d"
                .formatted(Arrays.toString(window), packing.length(), vocabularySize));
      }
    }

    /** The counts. Nothing can be added afterwards. */
    public NGramCounts build() {
      return new NGramCounts(trie.build(), separator, beginning);
    }
  }

  /**
   * A trie with a count for each node.
   *
   * @param counts [level - 1][node]
   */
  record Columns(NGramTrie trie, List<IntColumn> counts) {}

  /**
   * Counts a text that is one sequence, in memory.
   *
   * @param order the longest n-grams' length, 1 to {@link NGramTrie#MAX_ORDER}
   * @throws IllegalArgumentException if the order is not in that range, or the vocabulary is empty
   */
  public static NGramCounts of(Tokens tokens, int order) {
    return inMemory(NGramCounter.inMemory(order, OptionalInt.empty()), tokens);
  }

  /**
   * Counts a text of many sequences, in memory. A text that does not end with the separator is read
   * as if it did; an empty text has no sequence.
   *
   * @param order the longest n-grams' length, 1 to {@link NGramTrie#MAX_ORDER}
   * @param separator the token between sequences, for instance a newline
   * @throws IllegalArgumentException if the order is not in that range, or the separator not in the
   *     vocabulary
   */
  public static NGramCounts ofSequences(Tokens tokens, int order, int separator) {
    return inMemory(NGramCounter.inMemory(order, OptionalInt.of(separator)), tokens);
  }

  private static NGramCounts inMemory(NGramCounter counter, Tokens tokens) {
    try {
      return counter.count(tokens);
    } catch (IOException e) {
      throw new AssertionError("nothing was written", e);
    }
  }

  /**
   * Refuses more n-grams of a length than counts can have.
   *
   * @param n the length
   * @param different how many different ones there are
   * @throws InvalidDataException if they are more than {@link #MOST_OF_A_LENGTH}
   */
  public static void requireFew(int n, long different) {
    if (different > MOST_OF_A_LENGTH) {
      throw new InvalidDataException(
          "there are %s%,d different n-grams of length %d, but at most %,d can be counted"
              .formatted(
                  different == MOST_OF_A_LENGTH + 1L ? "at least " : "",
                  different,
                  n,
                  MOST_OF_A_LENGTH));
    }
  }

  /**
   * Returns the order, if n-grams of that length can be counted.
   *
   * @throws IllegalArgumentException if the order is not from 1 to {@link NGramTrie#MAX_ORDER}
   */
  public static int requireOrder(int order) {
    if (order < 1 || order > NGramTrie.MAX_ORDER) {
      throw new IllegalArgumentException(
          "the order must be from 1 to " + NGramTrie.MAX_ORDER + ", but is " + order);
    }
    return order;
  }

  /** The n-grams. */
  public NGramTrie trie() {
    return trie;
  }

  /** The longest n-grams' length, N. */
  public int order() {
    return trie.order();
  }

  /** Number of different tokens that the text may have, V. */
  public int vocabularySize() {
    return trie.vocabularySize();
  }

  /** The token that divides the text into sequences, if it has several. */
  public OptionalInt separator() {
    return separator;
  }

  /** How often the n-gram of a node occurs. */
  public long count(int level, int node) {
    return counts.get(level - 1).getLong(node);
  }

  /**
   * How often a sequence of 1 to N tokens occurs.
   *
   * @throws IndexOutOfBoundsException if a number is not a token's, or the sequence is empty or too
   *     long
   */
  public long countOf(int... sequence) {
    int node = trie.nodeOf(sequence);
    return node == NGramTrie.NONE ? 0 : count(sequence.length, node);
  }

  /**
   * Subtracts the counts of a part of the text. N-grams that occur nowhere else stay with a count
   * of 0.
   *
   * @param part counts of the same order, of a part of the text that was counted here
   * @throws IllegalArgumentException if an n-gram of the part does not occur here as often
   */
  public NGramCounts minus(NGramCounts part) {
    List<IntColumn> left = new ArrayList<>();
    int[] places = {0}; // [node of the part], of the level before: the node here
    for (int level = 1; level <= order(); level++) {
      places = placesOfNext(part.trie, level - 1, places);
      IntColumn ofLevel = IntColumn.ofSize(trie.size(level));
      for (int node = 0; node < ofLevel.size(); node++) {
        ofLevel = ofLevel.plus(node, count(level, node));
      }
      for (int node = 0; node < places.length; node++) {
        ofLevel = ofLevel.plus(places[node], -part.count(level, node));
        if (ofLevel.getLong(places[node]) < 0) {
          throw new IllegalArgumentException("the part is no part of what was counted");
        }
      }
      left.add(ofLevel);
    }
    return new NGramCounts(new Columns(trie, left), separator, beginning);
  }

  private int[] placesOfNext(NGramTrie part, int level, int[] places) {
    int[] ofNext = new int[part.size(level + 1)];
    for (int node = 0; node < places.length; node++) {
      int end = part.end(level, node);
      for (int child = part.begin(level, node); child < end; child++) {
        int place = trie.find(level, places[node], part.token(level + 1, child));
        if (place == NGramTrie.NONE) {
          throw new IllegalArgumentException("the part is no part of what was counted");
        }
        ofNext[child] = place;
      }
    }
    return ofNext;
  }

  /** How often each n-gram of a level, 1 to the order, occurs: [node]. */
  public IntColumn column(int level) {
    return counts.get(level - 1);
  }

  /**
   * The first tokens of a text that is one sequence, at most the order - 1 of them: the n-grams of
   * these follow nothing. Empty for a text of many sequences.
   */
  public int[] beginning() {
    return beginning.clone();
  }
}
