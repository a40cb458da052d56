package dev.prose.mixture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;

/** A mixture straight from the formulas, with maps and in double precision. */
final class TextbookMixture {
  private static final double[] DISCOUNTS = {0, 0.95, 1.45, 1.7};
  private static final int CHAIN = 7;
  private static final int WINDOW = 256;
  private static final int[] COUNTS = {1, 2, 3, 4, 6, 10, 20, 50};
  private static final int[] TOTALS = {1, 2, 3, 4, 6, 9, 14, 25, 60, 200, 1000, 10000};

  private final List<String> counted;
  private final List<String> windowed;
  private final int vocabularySize;
  private final int hidden;
  private final Map<String, Map<String, Map<Integer, Integer>>> counts = new HashMap<>();

  private final Map<String, double[]> weights = new HashMap<>();

  TextbookMixture(MixtureShape shape, int vocabularySize) {
    this.counted = new ArrayList<>();
    for (int length = 0; length < CHAIN; length++) {
      counted.add("chain-" + length);
    }
    this.counted.addAll(shape.contexts());
    this.windowed = shape.windows();
    this.vocabularySize = vocabularySize;
    this.hidden = shape.hidden();
    counted.forEach(kind -> counts.put(kind, new HashMap<>()));
  }

  /** The weights of a name, as files call them. */
  double[] weights(String name) {
    return Objects.requireNonNull(weights.get(name));
  }

  void setWeights(String name, double[] values) {
    weights.put(name, values);
  }

  /** Counts those positions of a text that are wanted. */
  void count(int[] tokens, TextbookContexts contexts, IntPredicate wanted) {
    List<Set<String>> longer = new ArrayList<>(); // [length]: contexts and symbols
    for (int length = 0; length <= CHAIN; length++) {
      longer.add(new HashSet<>());
    }
    for (int i = 0; i < tokens.length; i++) {
      if (!wanted.test(i)) {
        continue;
      }
      for (String kind : counted.subList(CHAIN, counted.size())) {
        add(kind, contexts.key(kind, i), tokens[i]);
      }
      add("chain-6", contexts.key("chain-6", i), tokens[i]);
      for (int length = 0; length < CHAIN - 1; length++) {
        String next = contexts.key("chain-" + (length + 1), i);
        if (longer.get(length + 1).add(next + "→" + tokens[i])) {
          add("chain-" + length, contexts.key("chain-" + length, i), tokens[i]);
        }
      }
    }
  }

  private void add(String kind, String context, int symbol) {
    ofKind(kind).computeIfAbsent(context, key -> new HashMap<>()).merge(symbol, 1, Integer::sum);
  }

  private Map<String, Map<Integer, Integer>> ofKind(String kind) {
    return Objects.requireNonNull(counts.get(kind));
  }

  /** What a kind has counted at a position. */
  Map<Integer, Integer> counts(String kind, int[] tokens, TextbookContexts contexts, int position) {
    return ofKind(kind).getOrDefault(contexts.key(kind, position), Map.of());
  }

  private static Map<Integer, Integer> window(
      String kind, int[] tokens, TextbookContexts contexts, int position) {
    Map<Integer, Integer> seen = new HashMap<>();
    String key = contexts.key(kind, position);
    for (int i = Math.max(0, position - WINDOW); i < position; i++) {
      if (contexts.key(kind, i).equals(key)) {
        seen.merge(tokens[i], 1, Integer::sum);
      }
    }
    return seen;
  }

  private static double discount(int count) {
    return DISCOUNTS[Math.min(count, 3)];
  }

  private static int bucket(int number, int[] starts) {
    int bucket = 0;
    for (int i = 0; i < starts.length; i++) {
      if (number >= starts[i]) {
        bucket = i;
      }
    }
    return bucket;
  }

  /**
   * The logarithms of all symbols' probabilities at a position.
   *
   * @param folded number of the character before, from 1 on, or 0 for none
   */
  double[] logProbabilities(int[] tokens, TextbookContexts contexts, int position, int folded) {
    List<Map<Integer, Integer>> seen = new ArrayList<>();
    counted.forEach(kind -> seen.add(counts(kind, tokens, contexts, position)));
    windowed.forEach(kind -> seen.add(window(kind, tokens, contexts, position)));
    int kinds = seen.size();
    double[][] features = new double[kinds][vocabularySize];
    double[] inputs = new double[3 * kinds];
    double[] q = new double[vocabularySize];
    Arrays.fill(q, 1.0 / vocabularySize);
    for (int kind = 0; kind < kinds; kind++) {
      Map<Integer, Integer> ofKind = seen.get(kind);
      if (ofKind.isEmpty()) {
        continue;
      }
      double d = 0;
      double s = 0;
      for (int count : ofKind.values()) {
        d += count;
        s += discount(count);
      }
      double largest = 0;
      for (Map.Entry<Integer, Integer> entry : ofKind.entrySet()) {
        int c = entry.getValue();
        double feature = Math.log(1 + (c - discount(c)) / s / q[entry.getKey()]);
        features[kind][entry.getKey()] = feature;
        largest = Math.max(largest, feature);
      }
      inputs[3 * kind] = 0.3 * Math.log(1 + d);
      inputs[3 * kind + 1] = 0.5 * Math.log(ofKind.size());
      inputs[3 * kind + 2] = 0.3 * largest;
      if (kind < CHAIN) {
        for (int w = 0; w < vocabularySize; w++) {
          int c = ofKind.getOrDefault(w, 0);
          q[w] = (Math.max(0, c - discount(c)) + s * q[w]) / d;
        }
      }
    }
    double[] lambda = gate(inputs, folded, kinds);
    double[] logits = new double[vocabularySize];
    for (int kind = 0; kind < kinds; kind++) {
      Map<Integer, Integer> ofKind = seen.get(kind);
      int d = ofKind.values().stream().mapToInt(Integer::intValue).sum();
      for (Map.Entry<Integer, Integer> entry : ofKind.entrySet()) {
        int w = entry.getKey();
        int pair = bucket(d, TOTALS) * COUNTS.length + bucket(entry.getValue(), COUNTS);
        logits[w] +=
            lambda[kind] * features[kind][w]
                + weights("buckets")[kind * TOTALS.length * COUNTS.length + pair]
                + weights("symbols")[kind * vocabularySize + w];
      }
    }
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit);
    }
    for (int w = 0; w < vocabularySize; w++) {
      logits[w] -= Math.log(sum);
    }
    return logits;
  }

  private double[] gate(double[] inputs, int folded, int kinds) {
    double[] lambda = weights("base").clone();
    for (int unit = 0; unit < hidden; unit++) {
      double h = weights("gate_character")[folded * hidden + unit];
      for (int i = 0; i < inputs.length; i++) {
        h += inputs[i] * weights("gate_in")[i * hidden + unit];
      }
      h *= h > 0 ? 1 : 0.01;
      for (int kind = 0; kind < kinds; kind++) {
        lambda[kind] += h * weights("gate_out")[unit * kinds + kind];
      }
    }
    return lambda;
  }
}
