package dev.prose.smooth;

import dev.prose.column.IntColumn;
import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;
import dev.prose.model.NGramTrie;
import java.util.Arrays;
import java.util.List;

/** Looks up held-out tokens in counts, each after the contexts before it. */
final class HeldOutReader {
  private final NGramTrie trie;
  private final List<IntColumn> counts; // [level - 1][node]
  private final int separator;
  private final int[] contexts; // [length], nodes of the last tokens
  private final int[] children; // [length], the same with the next token
  private final int[][] kinds; // [length][3 * node], what kinds() has found
  private final long[][] totals; // [length][node], the same; 0 where it has not looked
  private int length; // the longest current context's

  /**
   * @param adjusted [level - 1][node]
   */
  HeldOutReader(NGramCounts counts, List<IntColumn> adjusted) {
    this.trie = counts.trie();
    this.counts = adjusted;
    this.separator = counts.separator().orElse(NGramTrie.NONE);
    this.contexts = new int[trie.order()];
    this.children = new int[trie.order()];
    this.kinds = new int[trie.order()][];
    Arrays.setAll(kinds, level -> new int[HeldOut.KINDS * trie.size(level)]);
    this.totals = new long[trie.order()][];
    Arrays.setAll(totals, level -> new long[trie.size(level)]);
  }

  /** Reads all tokens but the first, which has nothing before it. */
  HeldOut read(Tokens tokens) {
    HeldOut heldOut =
        new HeldOut(trie.order(), Math.toIntExact(tokens.size() - 1), trie.vocabularySize());
    int[] ids = tokens.toArray();
    advance(ids[0]);
    for (int i = 1; i < ids.length; i++) {
      read(ids[i], i - 1, heldOut);
      advance(ids[i]);
    }
    return heldOut;
  }

  private void read(int token, int place, HeldOut heldOut) {
    int[] ofContext = new int[HeldOut.KINDS + 1];
    for (int level = 0; level <= length; level++) {
      int context = contexts[level];
      if (context != NGramTrie.NONE) {
        long total = kinds(level, context, ofContext);
        int child = trie.find(level, context, token);
        if (total > 0) {
          long count = child == NGramTrie.NONE ? 0 : counts.get(level).getLong(child);
          heldOut.set(place, level, count, total, ofContext);
        }
      }
    }
  }

  /** Counts the tokens that count 1, 2 and more after a context, and returns the sum of counts. */
  private long kinds(int level, int context, int[] ofContext) {
    int[] ofLevel = kinds[level];
    int at = HeldOut.KINDS * context;
    long total = totals[level][context];
    if (total == 0) {
      IntColumn ofChildren = counts.get(level);
      int end = trie.end(level, context);
      for (int child = trie.begin(level, context); child < end; child++) {
        long count = ofChildren.getLong(child);
        if (count > 0) {
          total += count;
          ofLevel[at + (int) Math.min(count, HeldOut.KINDS) - 1]++;
        }
      }
      totals[level][context] = total;
    }
    System.arraycopy(ofLevel, at, ofContext, 1, HeldOut.KINDS);
    return total;
  }

  private void advance(int token) {
    for (int level = 0; level <= length; level++) {
      children[level] =
          contexts[level] == NGramTrie.NONE
              ? NGramTrie.NONE
              : trie.find(level, contexts[level], token);
    }
    if (token == separator) {
      length = Math.min(1, trie.order() - 1);
      contexts[length] = length == 1 ? token : 0;
      return;
    }
    length = Math.min(length + 1, trie.order() - 1);
    System.arraycopy(children, 0, contexts, 1, length);
  }
}
