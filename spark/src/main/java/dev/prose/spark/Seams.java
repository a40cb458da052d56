package dev.prose.spark;

import dev.prose.count.WindowPacking;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What is to be known at the seams between ranges, where an n-gram may go on from one into the
 * next: it belongs to the range that it begins in, and its count there is too low.
 *
 * @param from [range], how many tokens its first window begins with that the range before ends
 *     with: n-grams up to that length do not belong to it
 * @param added [range][length - 1], how often the n-grams with which its last window begins occur
 *     in the ranges behind
 * @param inherited [range][length - 1], how often the n-grams occur in all with which its first
 *     window begins, up to that length
 */
// Never compared.
@SuppressWarnings("ArrayRecordComponent")
record Seams(int[] from, long[][] added, long[][] inherited) implements Serializable {

  static Seams of(List<RangeFacts> facts, int order, int vocabularySize) {
    WindowPacking packing = WindowPacking.of(order, vocabularySize);
    int[] from = new int[facts.size()];
    long[][] added = new long[facts.size()][order];
    List<Integer> filled = new ArrayList<>();
    for (int range = 0; range < from.length; range++) {
      if (facts.get(range).first() != null) {
        filled.add(range);
      }
    }
    for (int i = filled.size() - 1; i > 0; i--) {
      int range = filled.get(i);
      int before = filled.get(i - 1);
      RangeFacts its = facts.get(range);
      long[] first = Objects.requireNonNull(its.first());
      long[] last = Objects.requireNonNull(its.last());
      long[] lastBefore = Objects.requireNonNull(facts.get(before).last());
      from[range] = Math.min(packing.tokens(first), packing.shared(lastBefore, first));
      // An n-gram with which all windows of the range begin goes on behind it.
      int through = packing.shared(first, last);
      for (int length = 1; length <= from[range]; length++) {
        added[before][length - 1] =
            its.leading()[length - 1] + (length <= through ? added[range][length - 1] : 0);
      }
    }
    return new Seams(from, added, inherited(facts, filled, from, added, packing));
  }

  private static long[][] inherited(
      List<RangeFacts> facts,
      List<Integer> filled,
      int[] from,
      long[][] added,
      WindowPacking packing) {
    long[][] inherited = new long[from.length][packing.length()];
    for (int i = 1; i < filled.size(); i++) {
      int range = filled.get(i);
      int before = filled.get(i - 1);
      RangeFacts its = facts.get(before);
      // Where all windows of the range before begin with an n-gram, it inherits that, too.
      int through =
          Math.min(
              from[before],
              packing.shared(
                  Objects.requireNonNull(its.first()), Objects.requireNonNull(its.last())));
      for (int length = 1; length <= from[range]; length++) {
        inherited[range][length - 1] =
            length <= through
                ? inherited[before][length - 1]
                : its.open()[length - 1] + added[before][length - 1];
      }
    }
    return inherited;
  }
}
