package dev.prose.smooth;

import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;
import dev.prose.random.SplitMix64;
import java.util.ArrayList;
import java.util.List;

/**
 * Small random texts in which some tokens come more often than others, and what can follow them.
 */
final class RandomTexts {
  private RandomTexts() {}

  /** A text of a few tokens over an alphabet of 1 to 5. */
  static Tokens text(SplitMix64 random) {
    int vocabularySize = 1 + random.nextInt(5);
    int[] ids = new int[random.nextInt(80)];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = random.nextInt(1 + random.nextInt(vocabularySize));
    }
    return Tokens.of(ids, vocabularySize);
  }

  /** Counts of such a text, up to an order of 1 to 6, as one sequence or as many. */
  static NGramCounts counts(SplitMix64 random) {
    Tokens text = text(random);
    int order = 1 + random.nextInt(6);
    return random.nextInt(2) == 0
        ? NGramCounts.of(text, order)
        : NGramCounts.ofSequences(text, order, random.nextInt(text.vocabularySize()));
  }

  /** All sequences of up to a length, the empty one included, over a vocabulary. */
  static List<List<Integer>> sequences(int vocabularySize, int length) {
    List<List<Integer>> sequences = new ArrayList<>(List.of(List.of()));
    for (int i = 0; i < sequences.size() && sequences.get(i).size() < length; i++) {
      for (int token = 0; token < vocabularySize; token++) {
        List<Integer> longer = new ArrayList<>(sequences.get(i));
        longer.add(token);
        sequences.add(longer);
      }
    }
    return sequences;
  }
}
