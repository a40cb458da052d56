package dev.prose.model;

import dev.prose.column.IntColumn;
import dev.prose.column.IntReader;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Sequences of tokens up to a length, the order, as a trie: an n-gram is a node of level n. The
 * n-grams that extend it by one token are its children, which are consecutive on the next level, in
 * the order of their last tokens' ids. Level 0 is the empty sequence; level 1 has a node for every
 * token of the vocabulary, seen or not, whose index is the token's id.
 *
 * <p>A node is identified by its level and its index there. Everything else about nodes is in
 * columns of models and counts, with one number per node.
 */
public final class NGramTrie {
  /** Stands for no node, or no token. */
  public static final int NONE = -1;

  /** The highest possible order. */
  public static final int MAX_ORDER = 30;

  private final int vocabularySize;
  private final IntColumn[] tokens; // [level][node], from level 2 on
  private final IntColumn[] first; // [level][node + 1], levels 1 to order - 1: where children begin

  /**
   * @param vocabularySize V
   * @param tokens [level - 2], levels 2 to order: each node's last token
   * @param first [level - 1], levels 1 to order - 1: where each node's children begin on the next
   *     level, and one more number for where the last ones end
   * @throws IllegalArgumentException if the sizes do not fit each other
   */
  public NGramTrie(int vocabularySize, List<IntColumn> tokens, List<IntColumn> first) {
    int order = tokens.size() + 1;
    if (vocabularySize < 1 || order > MAX_ORDER || first.size() != tokens.size()) {
      throw new IllegalArgumentException(
          "no trie has %d tokens, %d levels and children on %d of them"
              .formatted(vocabularySize, order, first.size()));
    }
    this.vocabularySize = vocabularySize;
    this.tokens = new IntColumn[order + 1];
    this.first = new IntColumn[order];
    for (int level = 1; level < order; level++) {
      this.tokens[level + 1] = tokens.get(level - 1);
      this.first[level] = first.get(level - 1);
      IntColumn starts = this.first[level];
      if (starts.size() != size(level) + 1L
          || starts.get(0) != 0
          || starts.get(starts.size() - 1) != size(level + 1)) {
        throw new IllegalArgumentException(
            "the %,d nodes of level %d do not share out the %,d of the next one"
                .formatted(size(level), level, size(level + 1)));
      }
    }
  }

  /** The length of the longest sequences, N. */
  public int order() {
    return tokens.length - 1;
  }

  /** Number of different tokens that there may be, V. */
  public int vocabularySize() {
    return vocabularySize;
  }

  /** Number of nodes on a level, from 0 to the order. */
  public int size(int level) {
    return level == 0 ? 1 : level == 1 ? vocabularySize : (int) tokens[level].size();
  }

  /** Number of nodes on all levels from 1 on: the number of n-grams. */
  public long size() {
    long size = 0;
    for (int level = 1; level <= order(); level++) {
      size += size(level);
    }
    return size;
  }

  /** The last token of a node on level 1 or above. */
  public int token(int level, int node) {
    return level == 1 ? node : tokens[level].get(node);
  }

  /** The first child of a node, an index on the next level. For levels 0 to the order - 1. */
  public int begin(int level, int node) {
    return level == 0 ? 0 : first[level].get(node);
  }

  /** The index after the last child of a node. For levels 0 to the order - 1. */
  public int end(int level, int node) {
    return level == 0 ? vocabularySize : first[level].get(node + 1);
  }

  /** A node's child with this last token, or {@link #NONE}. */
  public int find(int level, int node, int token) {
    if (level == 0) {
      return token;
    }
    int begin = first[level].get(node);
    int end = first[level].get(node + 1);
    // All tokens follow, as after a frequent character of a small alphabet: no search.
    return end - begin == vocabularySize
        ? begin + token
        : tokens[level + 1].find(token, begin, end);
  }

  /**
   * The node of a sequence of at most N tokens, or {@link #NONE}.
   *
   * @throws IndexOutOfBoundsException if a number is not a token's, or the sequence is longer
   */
  public int nodeOf(int... sequence) {
    Objects.checkIndex(sequence.length, order() + 1);
    for (int token : sequence) {
      Objects.checkIndex(token, vocabularySize);
    }
    int node = 0;
    for (int level = 0; level < sequence.length && node != NONE; level++) {
      node = find(level, node, sequence[level]);
    }
    return node;
  }

  /**
   * Reads all of the trie, and refuses impossible nodes: children that are not consecutive, or
   * whose tokens do not ascend or are not in the vocabulary.
   *
   * @throws IllegalArgumentException if there is such a node
   */
  void requireSound() {
    for (int level = 1; level < order(); level++) {
      IntReader starts = first[level].reader();
      IntReader children = tokens[level + 1].reader();
      int begin = starts.next();
      for (int node = 0; node < size(level); node++) {
        int end = starts.next();
        if (begin > end || end > size(level + 1) || !ascend(children, end - begin)) {
          throw new IllegalArgumentException(
              "node %,d of level %d has impossible children".formatted(node, level));
        }
        begin = end;
      }
    }
  }

  /** Whether the next tokens ascend and are in the vocabulary. */
  private boolean ascend(IntReader children, int count) {
    int before = NONE;
    for (int i = 0; i < count; i++) {
      int token = children.next();
      if (token <= before) {
        return false;
      }
      before = token;
    }
    return before < vocabularySize;
  }

  /** The last tokens of level 2 and above, as the constructor takes them. */
  public List<IntColumn> tokens() {
    return Arrays.asList(tokens).subList(2, tokens.length);
  }

  /** Where the children begin of level 1 and above, as the constructor takes them. */
  public List<IntColumn> first() {
    return Arrays.asList(first).subList(1, first.length);
  }
}
