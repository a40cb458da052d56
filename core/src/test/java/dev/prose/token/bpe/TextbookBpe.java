package dev.prose.token.bpe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Byte-pair encoding as it is described: all pairs are counted again after every merge. */
final class TextbookBpe {
  private record TokenPair(int first, int second) {}

  private record Word(List<Integer> tokens, long count) {}

  private static final Comparator<Map.Entry<TokenPair, Long>> WORST_FIRST =
      Map.Entry.<TokenPair, Long>comparingByValue()
          .thenComparing(
              Map.Entry.comparingByKey(
                  Comparator.comparingInt(TokenPair::first)
                      .thenComparingInt(TokenPair::second)
                      .reversed()));

  private TextbookBpe() {}

  static Merges train(PieceCounts counts, BpeOptions options) {
    List<Word> words = new ArrayList<>();
    for (int piece = 0; piece < counts.size(); piece++) {
      List<Integer> tokens = new ArrayList<>();
      for (byte unit : counts.bytes(piece)) {
        tokens.add(unit & 0xFF);
      }
      words.add(new Word(tokens, counts.count(piece)));
    }
    List<TokenPair> merges = new ArrayList<>();
    while (256 + merges.size() < options.vocabularySize()) {
      Map<TokenPair, Long> pairs = new HashMap<>();
      for (Word word : words) {
        for (int i = 0; i + 1 < word.tokens.size(); i++) {
          TokenPair pair = new TokenPair(word.tokens.get(i), word.tokens.get(i + 1));
          pairs.merge(pair, word.count, Long::sum);
        }
      }
      pairs.values().removeIf(count -> count < options.minimumCount());
      if (pairs.isEmpty()) {
        break;
      }
      TokenPair best = pairs.entrySet().stream().max(WORST_FIRST).orElseThrow().getKey();
      int merged = 256 + merges.size();
      words.replaceAll(word -> new Word(merged(word.tokens, best, merged), word.count));
      merges.add(best);
    }
    return new Merges(
        merges.stream().mapToInt(TokenPair::first).toArray(),
        merges.stream().mapToInt(TokenPair::second).toArray());
  }

  private static List<Integer> merged(List<Integer> tokens, TokenPair pair, int merged) {
    List<Integer> result = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (i + 1 < tokens.size()
          && tokens.get(i) == pair.first
          && tokens.get(i + 1) == pair.second) {
        result.add(merged);
        i++;
      } else {
        result.add(tokens.get(i));
      }
    }
    return result;
  }
}
