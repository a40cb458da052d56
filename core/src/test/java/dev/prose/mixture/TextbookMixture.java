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
import org.jspecify.annotations.Nullable;

/** A mixture straight from the formulas, with maps and in double precision. */
final class TextbookMixture {
  private static final int CHAIN = 7;
  private static final double[] COUNTS = {1, 2, 3, 4, 6, 10, 20, 50};
  private static final double[] TOTALS = {1, 2, 3, 4, 6, 9, 14, 25, 60, 200, 1000, 10000};
  private static final double[] FADED_COUNTS = {0, 0.08, 0.2, 0.4, 0.6, 0.8, 1.05, 2};
  private static final double[] FADED_TOTALS = {0, 0.1, 0.3, 0.6, 0.9, 1.3, 2, 3, 5, 9, 20, 50};

  private static final double[] PROBABILITIES = {
    0, 0.011, 0.051, 0.151, 0.351, 0.601, 0.851, 0.971
  };
  private static final double[] SUMS = {
    0, 0.09, 0.18, 0.27, 0.36, 0.45, 0.54, 0.63, 0.72, 0.81, 0.9, 0.99
  };

  private final List<String> counted = new ArrayList<>();
  private final List<String> cached;
  private final boolean foresees;
  private final int vocabularySize;
  private final int folded;
  private final int hidden;
  private final Map<String, Map<String, Map<Integer, Integer>>> counts = new HashMap<>();
  private final Map<String, double[]> weights = new HashMap<>();
  private @Nullable TextbookNextClass next;

  /**
   * @param folded number of different characters when case is ignored
   */
  TextbookMixture(MixtureShape shape, int vocabularySize, int folded) {
    for (int length = 0; length < CHAIN; length++) {
      counted.add("chain-" + length);
    }
    this.counted.addAll(shape.counted().stream().map(ContextKind::name).skip(CHAIN).toList());
    this.cached = shape.cached().stream().map(CachedKind::name).toList();
    this.foresees = shape.foresees();
    this.vocabularySize = vocabularySize;
    this.folded = folded;
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
    next = new TextbookNextClass(tokens, contexts, wanted);
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
  Map<Integer, Integer> counts(String kind, TextbookContexts contexts, int position) {
    return ofKind(kind).getOrDefault(contexts.key(kind, position), Map.of());
  }

  /** What the next word's class says at a position. */
  Map<Integer, Double> foreseen(int position) {
    return Objects.requireNonNull(next).probabilities(position, vocabularySize);
  }

  /** What is left at a position of what a kind has seen from another one on. */
  static Map<Integer, Double> faded(
      String cached, int[] tokens, TextbookContexts contexts, int from, int position) {
    int time = cached.startsWith("near-") ? 300 : 10_000;
    String kind = cached.substring(cached.indexOf('-') + 1);
    Map<Integer, Double> values = new HashMap<>();
    Map<Integer, Integer> times = new HashMap<>();
    String key = contexts.key(kind, position);
    for (int i = from; i < position; i++) {
      if (contexts.key(kind, i).equals(key)) {
        int distance = i - times.getOrDefault(tokens[i], i);
        double value = distance > 5 * time ? 0 : values.getOrDefault(tokens[i], 0.0);
        values.put(tokens[i], value * Math.exp(-(double) distance / time) + 1);
        times.put(tokens[i], i);
      }
    }
    Map<Integer, Double> left = new HashMap<>();
    values.forEach((symbol, value) -> {
      int distance = position - Objects.requireNonNull(times.get(symbol));
      if (distance <= 5 * time) {
        left.put(symbol, value * Math.exp(-(double) distance / time));
      }
    });
    return left;
  }

  private static double discount(double count) {
    if (count <= 1) {
      return 0.95 * count;
    }
    if (count <= 2) {
      return 0.95 + 0.5 * (count - 1);
    }
    return Math.min(1.7, 1.45 + 0.25 * (count - 2));
  }

  private static int bucket(double number, double[] starts) {
    int bucket = 0;
    for (int i = 0; i < starts.length; i++) {
      if (number >= starts[i]) {
        bucket = i;
      }
    }
    return bucket;
  }

  /** A kind's total and features. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Vote(double total, Map<Integer, Double> counts, double[] features) {
    static Vote of(Map<Integer, Double> counts, double[] q) {
      double spread = spread(counts);
      double[] features = new double[q.length];
      counts.forEach(
          (symbol, c) -> features[symbol] = Math.log(1 + (c - discount(c)) / (spread * q[symbol])));
      return new Vote(total(counts), counts, features);
    }

    static Vote ofProbabilities(Map<Integer, Double> p, double[] q) {
      double[] features = new double[q.length];
      p.forEach((symbol, each) -> features[symbol] = Math.log(1 + each / (0.3 * q[symbol])));
      return new Vote(total(p), p, features);
    }

    static double total(Map<Integer, Double> counts) {
      return counts.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    static double spread(Map<Integer, Double> counts) {
      return counts.values().stream().mapToDouble(TextbookMixture::discount).sum();
    }

    /** What Kneser and Ney make of q with these counts. */
    static double[] interpolate(Map<Integer, Double> counts, double[] q) {
      double[] next = q.clone();
      if (!counts.isEmpty()) {
        for (int w = 0; w < q.length; w++) {
          double c = counts.getOrDefault(w, 0.0);
          next[w] = (c - discount(c) + spread(counts) * q[w]) / total(counts);
        }
      }
      return next;
    }
  }

  /**
   * The logarithms of all symbols' probabilities at a position.
   *
   * @param foldedRow number of the character before, from 1 on, or 0 for none
   * @param foldedBeforeRow of the one before that
   */
  double[] logProbabilities(
      int[] tokens, TextbookContexts contexts, int position, int foldedRow, int foldedBeforeRow) {
    int kinds = counted.size() + cached.size() + (foresees ? 1 : 0);
    List<Vote> votes = new ArrayList<>();
    double[] q = new double[vocabularySize];
    Arrays.fill(q, 1.0 / vocabularySize);
    double[] base = q;
    double[] ofCharacters = q;
    int longest = -1;
    boolean certain = false;
    for (int kind = 0; kind < counted.size(); kind++) {
      String name = counted.get(kind);
      Map<Integer, Double> seen = new HashMap<>();
      counts(name, contexts, position).forEach((symbol, c) -> seen.put(symbol, (double) c));
      votes.add(Vote.of(seen, q));
      if (kind < CHAIN || List.of("word", "word-1", "word-1-2").contains(name)) {
        q = Vote.interpolate(seen, q);
      }
      if (kind < CHAIN) {
        ofCharacters = q;
        longest = seen.isEmpty() ? longest : kind;
        certain = seen.isEmpty() ? certain : seen.size() == 1;
      }
      base = kind == 1 ? q : base;
    }
    for (String name : cached) {
      votes.add(Vote.of(faded(name, tokens, contexts, 0, position), ofCharacters));
    }
    if (foresees) {
      votes.add(Vote.ofProbabilities(foreseen(position), q));
    }
    double[] inputs = new double[3 * kinds];
    for (int kind = 2; kind < kinds; kind++) {
      Vote vote = votes.get(kind);
      if (!vote.counts.isEmpty()) {
        inputs[3 * kind] = 0.3 * Math.log(1 + vote.total);
        inputs[3 * kind + 1] = 0.5 * Math.log(vote.counts.size());
        inputs[3 * kind + 2] = 0.3 * Arrays.stream(vote.features).max().orElseThrow();
      }
    }
    int place = contexts.place(position);
    int[] rows = {
      foldedRow,
      folded + 1 + foldedBeforeRow,
      2 * (folded + 1) + 2 * (longest + 1) + (certain ? 1 : 0),
      2 * (folded + 1) + 16 + contexts.wordState(position),
      2 * (folded + 1) + 16 + 18 + place,
      2 * (folded + 1) + 16 + 18 + 48 + contexts.classBefore(position, 1)
    };
    double[] lambda = gate(inputs, rows, kinds);
    double[] logits = new double[vocabularySize];
    for (int w = 0; w < vocabularySize; w++) {
      logits[w] =
          lambda[1] * Math.log(base[w])
              + weights("places")[place * vocabularySize + w]
              + weights("columns")[contexts.column(position) * vocabularySize + w];
    }
    for (int kind = 2; kind < kinds; kind++) {
      add(votes.get(kind), kind, lambda[kind], logits);
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

  private void add(Vote vote, int kind, double lambda, double[] logits) {
    boolean whole = kind < counted.size();
    boolean probable = kind == counted.size() + cached.size();
    int ofTotal = bucket(vote.total, whole ? TOTALS : probable ? SUMS : FADED_TOTALS);
    vote.counts.forEach((w, c) -> {
      int pair =
          ofTotal * COUNTS.length
              + bucket(c, whole ? COUNTS : probable ? PROBABILITIES : FADED_COUNTS);
      logits[w] +=
          lambda * vote.features[w]
              + weights("buckets")[kind * TOTALS.length * COUNTS.length + pair]
              + weights("symbols")[kind * vocabularySize + w]
              + weights("curve")[kind * 16 + (int) Math.min(15, Math.floor(2 * vote.features[w]))];
    });
  }

  private double[] gate(double[] inputs, int[] rows, int kinds) {
    double[] lambda = weights("base").clone();
    for (int unit = 0; unit < hidden; unit++) {
      double h = 0;
      for (int row : rows) {
        h += weights("gate_rows")[row * hidden + unit];
      }
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
