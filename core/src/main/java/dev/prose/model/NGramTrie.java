package dev.prose.model;

import dev.prose.column.IntColumn;
import dev.prose.column.IntReader;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Sequences of tokens up to a length, the order, as a trie: an n-gram is a node of level n, and the
 * tokens that were seen after it are its children, side by side on the next level in the order of
 * their ids. Level 0 is the empty sequence; level 1 has a node for every token of the vocabulary,
 * seen or not, whose index is the token's id.
 *
 * <p>A node is called by its level and its index there. Nothing else is known of it here: models
 * and counts keep columns of their own, with a number for each node.
 */
public final class NGramTrie {
  /** No node. */
  public static final int NONE = -1;

  /** The longest sequences that there can be. */
  public static final int MAX_ORDER = 30;

  private final int vocabularySize;
  private final IntColumn[] tokens; // [level][node], from level 2 on
  private final IntColumn[] first; // [level][node + 1], levels 1 to order - 1: where children begin

  /**
   * @param vocabularySize V
   * @param tokens [level - 2], of each node the last token
   * @param first [level - 1], levels 1 to order - 1: of each node where its children begin on the
   *     next level, and at the end where they all end
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

  /** The longest sequences' length, N. */
  public int order() {
    return tokens.length - 1;
  }

  /** How many different tokens there may be, V. */
  public int vocabularySize() {
    return vocabularySize;
  }

  /** How many nodes a level has, 0 to the order. */
  public int size(int level) {
    return level == 0 ? 1 : level == 1 ? vocabularySize : (int) tokens[level].size();
  }

  /** How many nodes there are on level 1 and all above. */
  public long size() {
    long size = 0;
    for (int level = 1; level <= order(); level++) {
      size += size(level);
    }
    return size;
  }

  /** The last token of a node, from level 1 on. */
  public int token(int level, int node) {
    return level == 1 ? node : tokens[level].get(node);
  }

  /** The first of a node's children, on the next level. Levels 0 to the order - 1. */
  public int begin(int level, int node) {
    return level == 0 ? 0 : first[level].get(node);
  }

  /** The place after the last of a node's children. */
  public int end(int level, int node) {
    return level == 0 ? vocabularySize : first[level].get(node + 1);
  }

  /** The child for a token, or {@link #NONE}. */
  public int find(int level, int node, int token) {
    if (level == 0) {
      return token;
    }
    int begin = first[level].get(node);
    int end = first[level].get(node + 1);
    // All of them are there: what follows a frequent character of a small alphabet.
    return end - begin == vocabularySize
        ? begin + token
        : tokens[level + 1].find(token, begin, end);
  }

  /**
   * The node of a sequence of at most N tokens, or {@link #NONE}.
   *
   * @throws IndexOutOfBoundsException if one is no token, or there are more
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
   * Reads all of it, and refuses what no counting gives: children that are not side by side, or
   * whose tokens do not ascend or are not in the vocabulary.
   *
   * @throws IllegalArgumentException if there is such a thing
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

  /** Whether the next few tokens are of the vocabulary, and in the order of their ids. */
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

  /** The columns that {@link #NGramTrie} took: the last tokens of level 2 and above. */
  public List<IntColumn> tokens() {
    return Arrays.asList(tokens).subList(2, tokens.length);
  }

  /** The columns that {@link #NGramTrie} took: where children begin, of level 1 and above. */
  public List<IntColumn> first() {
    return Arrays.asList(first).subList(1, first.length);
  }
}
