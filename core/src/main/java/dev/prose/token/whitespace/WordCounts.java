package dev.prose.token.whitespace;

import dev.prose.data.TextSurvey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Counts the words of a text that comes in parts. */
final class WordCounts implements TextSurvey {
  /** Tokens that every vocabulary has: {@code <unk>} and the line end. */
  static final int SPECIAL = 2;

  private final int most; // tokens
  private final HashMap<String, long[]> counts = new HashMap<>(); // of one element
  private final StringBuilder word = new StringBuilder();

  /**
   * @param size the most tokens that the vocabulary may have
   */
  WordCounts(OptionalInt size) {
    this.most = size.orElse(Integer.MAX_VALUE);
  }

  @Override
  public void add(int[] codePoints, int count) {
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

  @Override
  public void end() {
    endWord();
  }

  @Override
  public void add(TextSurvey other) {
    if (!(other instanceof WordCounts words)) {
      throw new IllegalArgumentException("no survey of words: " + other.getClass());
    }
    words.counts.forEach(
        (each, count) -> counts.computeIfAbsent(each, _ -> new long[1])[0] += count[0]);
  }

  /** A tokenizer for the text, which is at its end. */
  @Override
  public WhitespaceTokenizer tokenizer() {
    endWord();
    counts.remove(
        WhitespaceTokenizer.UNKNOWN); // the text says itself that it is none of the others
    List<String> words =
        counts.entrySet().stream()
            .sorted(
                Comparator.comparingLong((Map.Entry<String, long[]> entry) -> entry.getValue()[0])
                    .reversed()
                    .thenComparing(Map.Entry::getKey))
            .limit(most - SPECIAL)
            .map(Map.Entry::getKey)
            .toList();
    return WhitespaceTokenizer.of(words);
  }
}
