package dev.prose.mixture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What the next word's class foretells, straight from the formula, with maps of texts. */
final class TextbookNextClass {
  private static final int CLASSES = 40;

  private final TextbookContexts contexts;
  private final Map<String, Map<Integer, Integer>> ofClasses = new HashMap<>();
  private final Map<String, Integer> spelled = new HashMap<>(); // letters so far, symbol, class

  /** Counts those positions of a text that are wanted, with all that follow in their words. */
  TextbookNextClass(int[] tokens, TextbookContexts contexts, IntPredicate wanted) {
    this.contexts = contexts;
    for (int i = 0; i < tokens.length; i++) {
      if (restOfWord(i, tokens.length).allMatch(wanted)) {
        int wordClass = contexts.wordClass(i);
        spelled.merge(spelling(i, tokens[i], wordClass), 1, Integer::sum);
        if (contexts.wordBegins(i)) {
          for (String context : wordsBefore(i)) {
            ofClasses
                .computeIfAbsent(context, each -> new HashMap<>())
                .merge(wordClass, 1, Integer::sum);
          }
        }
      }
    }
  }

  private IntStream restOfWord(int position, int size) {
    return IntStream.range(position, size).takeWhile(i -> i == position || !contexts.wordBegins(i));
  }

  private String spelling(int position, int symbol, int wordClass) {
    return contexts.key("word", position) + "→" + symbol + "|" + wordClass;
  }

  /** From the shortest context to the longest. */
  private List<String> wordsBefore(int position) {
    List<String> all = new ArrayList<>(List.of(""));
    all.add("class " + contexts.classBefore(position, 1));
    all.add(
        "classes " + contexts.classBefore(position, 1) + " " + contexts.classBefore(position, 2));
    all.add("word " + contexts.wordBefore(position, 1));
    all.add("words " + contexts.wordBefore(position, 1) + " " + contexts.wordBefore(position, 2));
    return all;
  }

  /** The probabilities of symbols at a position, without those below 0.001. */
  Map<Integer, Double> probabilities(int position, int vocabularySize) {
    double[] expected = new double[CLASSES];
    for (String context : wordsBefore(position)) {
      Map<Integer, Integer> counts = ofClasses.getOrDefault(context, Map.of());
      double total = counts.values().stream().mapToInt(Integer::intValue).sum();
      double discount = context.isEmpty() ? 0 : 0.8;
      for (int each = 0; each < CLASSES && total > 0; each++) {
        double own = counts.containsKey(each) ? counts.get(each) - discount : 0;
        expected[each] = (own + discount * counts.size() * expected[each]) / total;
      }
    }
    double[] mass = new double[vocabularySize];
    double sum = 0;
    for (int symbol = 0; symbol < vocabularySize; symbol++) {
      for (int each = 0; each < CLASSES; each++) {
        int words = ofClasses.getOrDefault("", Map.of()).getOrDefault(each, 0);
        int count = spelled.getOrDefault(spelling(position, symbol, each), 0);
        mass[symbol] += words == 0 ? 0 : expected[each] * count / words;
      }
      sum += mass[symbol];
    }
    Map<Integer, Double> probabilities = new HashMap<>();
    for (int symbol = 0; symbol < vocabularySize; symbol++) {
      if (mass[symbol] >= 0.001 * sum && sum > 0) {
        probabilities.put(symbol, mass[symbol] / sum);
      }
    }
    return probabilities;
  }
}
