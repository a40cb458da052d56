package dev.prose.count;

import dev.prose.column.IntColumn;
import dev.prose.data.Tokens;
import dev.prose.model.NGramTrie;
import java.io.IOException;
import java.util.ArrayList;
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
  public int count(int level, int node) {
    return counts.get(level - 1).get(node);
  }

  /**
   * How often a sequence of 1 to N tokens occurs.
   *
   * @throws IndexOutOfBoundsException if a number is not a token's, or the sequence is empty or too
   *     long
   */
  public int countOf(int... sequence) {
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
        ofLevel.add(node, count(level, node));
      }
      for (int node = 0; node < places.length; node++) {
        ofLevel.add(places[node], -part.count(level, node));
        if (ofLevel.get(places[node]) < 0) {
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
