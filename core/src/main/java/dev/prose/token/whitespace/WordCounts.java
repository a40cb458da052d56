package dev.prose.token.whitespace;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Counts the words of a text that comes in parts. */
final class WordCounts {
  /** Tokens that every vocabulary has: {@code <unk>} and the line end. */
  static final int SPECIAL = 2;

  private final Map<String, long[]> counts = new HashMap<>(); // of one element
  private final StringBuilder word = new StringBuilder();

  /** Goes on with the first {@code count} code points of an array. */
  void add(int[] codePoints, int count) {
    for (int i = 0; i < count; i++) {
      if (WordScan.separates(codePoints[i])) {
        endWord();
      } else {
        word.appendCodePoint(codePoints[i]);
      }
    }
  }

  private void endWord() {
    if (!word.isEmpty()) {
      counts.computeIfAbsent(word.toString(), _ -> new long[1])[0]++;
      word.setLength(0);
    }
  }

  /**
   * A tokenizer for the text, which is at its end.
   *
   * @param size the most tokens that it may have
   */
  WhitespaceTokenizer tokenizer(OptionalInt size) {
    endWord();
    counts.remove(
        WhitespaceTokenizer.UNKNOWN); // the text says itself that it is none of the others
    List<String> words =
        counts.entrySet().stream()
            .sorted(
                Comparator.comparingLong((Map.Entry<String, long[]> entry) -> entry.getValue()[0])
                    .reversed()
                    .thenComparing(Map.Entry::getKey))
            .limit(size.orElse(Integer.MAX_VALUE) - SPECIAL)
            .map(Map.Entry::getKey)
            .toList();
    return WhitespaceTokenizer.of(words);
  }
}
