package dev.prose.smooth;

import dev.prose.count.RandomText;
import dev.prose.count.TextbookCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The estimators as the papers write them, with maps of lists of tokens: c(h w) is the count of a
 * token w after a context h, c(h) the sum of these, h' the context without its first token.
 */
final class TextbookSmoothing {
  /** The probability of a token after a context. */
  interface Formula {
    double of(int token, List<Integer> context);
  }

  private final RandomText text;
  private final Map<List<Integer>, Long> counts;
  private final Map<List<Integer>, int[]> followers = new HashMap<>();

  private TextbookSmoothing(RandomText text, Map<List<Integer>, Long> counts) {
    this.text = text;
    this.counts = counts;
  }

  private static TextbookCounts counts(RandomText text) {
    return new TextbookCounts(text.tokens().toArray(), text.order(), text.separator());
  }

  /** With what every n-gram occurs. */
  static TextbookSmoothing ofOccurrences(RandomText text) {
    return new TextbookSmoothing(text, counts(text).raw());
  }

  /** With continuation counts below the order. */
  static TextbookSmoothing ofContinuations(RandomText text) {
    return new TextbookSmoothing(text, counts(text).adjusted());
  }

  /** What a model of this order looks at of all the tokens so far. */
  List<Integer> context(List<Integer> tokens) {
    List<Integer> seen = new ArrayList<>(text.separator().stream().boxed().toList());
    for (int token : tokens) {
      if (text.separator().equals(OptionalInt.of(token))) {
        seen.clear();
      }
      seen.add(token);
    }
    return seen.subList(Math.max(0, seen.size() - (text.order() - 1)), seen.size());
  }

  /** p(w|h) = (c(h w) - D(c(h w))) / c(h) + sum of D / c(h) p(w|h'), D by length and count. */
  double discounted(int token, List<Integer> h, double[][] discounts) {
    double lower = shorter(token, h, (w, rest) -> discounted(w, rest, discounts));
    double[] d = discounts[h.size()]; // [count, 3 for more]
    int[] c = followers(h);
    double total = Arrays.stream(c).sum();
    double taken = Arrays.stream(c).mapToDouble(count -> d[Math.min(count, 3)]).sum();
    return total == 0 ? lower : (c[token] - d[Math.min(c[token], 3)] + taken * lower) / total;
  }

  /** p(w|h) = (c(h w) + n(h) p(w|h')) / (c(h) + n(h)), n(h) the number of kinds seen after h. */
  double wittenBell(int token, List<Integer> h) {
    double lower = shorter(token, h, this::wittenBell);
    int[] c = followers(h);
    double total = Arrays.stream(c).sum();
    double kinds = Arrays.stream(c).filter(count -> count > 0).count();
    return total == 0 ? lower : (c[token] + kinds * lower) / (total + kinds);
  }

  /** p(w|h) = (c(h w) + alpha) / (c(h) + alpha V) after the longest context there is. */
  double additive(int token, List<Integer> h, double alpha) {
    int[] c = followers(h);
    double denominator = Arrays.stream(c).sum() + alpha * c.length;
    return denominator > 0 ? (c[token] + alpha) / denominator : 1.0 / c.length;
  }

  /** S(w|h) = c(h w) / c(h) where h w was seen, else the factor times S(w|h'). */
  double stupidBackoff(int token, List<Integer> h, double factor) {
    int[] c = followers(h);
    if (c[token] > 0) {
      return (double) c[token] / Arrays.stream(c).sum();
    }
    return h.isEmpty() ? 0 : factor * stupidBackoff(token, h.subList(1, h.size()), factor);
  }

  private double shorter(int token, List<Integer> h, Formula formula) {
    return h.isEmpty() ? 1.0 / text.vocabularySize() : formula.of(token, h.subList(1, h.size()));
  }

  /** One discount per length, n1 / (n1 + 2 n2); one half if nothing counts once. */
  double[][] absoluteDiscounts() {
    double[][] discounts = new double[text.order()][];
    for (int length = 1; length <= text.order(); length++) {
      double once = kinds(length, 1);
      double d = once == 0 ? 0.5 : once / (once + 2 * kinds(length, 2));
      discounts[length - 1] = new double[] {0, d, d, d};
    }
    return discounts;
  }

  /** Chen and Goodman's three per length, D_i = i - (i + 1) Y n_(i + 1) / n_i. */
  double[] modifiedDiscounts(int length) {
    double y = kinds(length, 1) / (kinds(length, 1) + 2.0 * kinds(length, 2));
    double[] discounts = new double[4];
    for (int i = 1; i <= 3; i++) {
      discounts[i] = i - (i + 1) * y * kinds(length, i + 1) / kinds(length, i);
    }
    return discounts;
  }

  /**
   * The discounts if none are given: the three, if none is below 0 or above its count and at least
   * 1,000 n-grams of that length or 19 of 20 count 1 to 4; else the share of n-grams that count
   * once, and at least one half, for each count.
   */
  double[] estimatedDiscounts(int length) {
    double all =
        counts.entrySet().stream()
            .filter(e -> e.getKey().size() == length && e.getValue() > 0)
            .count();
    double little = 0;
    for (int count = 1; count <= 4; count++) {
      little += kinds(length, count);
    }
    double[] d = modifiedDiscounts(length);
    boolean estimated = little >= 1000 || all - little <= 0.05 * all;
    for (int i = 1; i <= 3; i++) {
      estimated &= kinds(length, i) > 0 && d[i] >= 0 && d[i] <= i;
    }
    double otherwise = Math.max(0.5, (kinds(length, 1) + 0.5) / (all + 1));
    return estimated ? d : new double[] {0, otherwise, otherwise, otherwise};
  }

  /** How many n-grams of a length have a count. */
  long kinds(int length, int count) {
    return counts.entrySet().stream()
        .filter(e -> e.getKey().size() == length && e.getValue() == count)
        .count();
  }

  private int[] followers(List<Integer> context) {
    return followers.computeIfAbsent(
        List.copyOf(context),
        h ->
            IntStream.range(0, text.vocabularySize())
                .map(token -> {
                  List<Integer> nGram = new ArrayList<>(h);
                  nGram.add(token);
                  return counts.getOrDefault(nGram, 0L).intValue();
                })
                .toArray());
  }
}
