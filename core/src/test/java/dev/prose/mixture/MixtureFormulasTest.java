package dev.prose.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.random.SplitMix64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Mixtures against their formulas, and what they learn against finite differences. */
class MixtureFormulasTest {
  private static final int TEXTS = 12;
  private static final int WEIGHTS_A_GROUP = 20;

  private static void forEachText(Consumer<MixtureText> test) {
    for (long seed = 0; seed < TEXTS; seed++) {
      test.accept(MixtureText.of(seed, seed % 4 == 3));
    }
    test.accept(MixtureText.ofLongLines(TEXTS, false));
    test.accept(MixtureText.ofLongLines(TEXTS + 1, true));
  }

  @Test
  void aCursorFollowsTheFormulas() {
    forEachText(text -> {
      Weights weights = text.randomWeights();
      TextbookMixture textbook = text.textbook(weights);
      TextbookContexts contexts = text.contexts();
      int[] tokens = text.tokens();
      textbook.count(tokens, contexts, position -> true);
      Mixture model = new Mixture(text.kinds(), text.counted().counts(), weights);
      MixtureCursor cursor = model.cursor();
      for (int position = 0; position < tokens.length; position++) {
        double[] expected =
            textbook.logProbabilities(
                tokens,
                contexts,
                position,
                text.foldedRow(contexts.before(position, 1)),
                text.foldedRow(contexts.before(position, 2)));
        for (int symbol = 0; symbol < expected.length; symbol++) {
          assertThat(cursor.logProbability(symbol))
              .as("seed %d, position %d, symbol %d", text.seed(), position, symbol)
              .isCloseTo(expected[symbol], within(2e-4));
        }
        cursor.advance(tokens[position]);
      }
    });
  }

  @Test
  void whatIsTakenOutWasNeverCounted() {
    forEachText(text -> {
      int[] tokens = text.tokens();
      TextbookContexts contexts = text.contexts();
      SplitMix64 random = SplitMix64.stream(text.seed(), 2);
      int from = random.nextInt(tokens.length);
      int to = from + random.nextInt(tokens.length - from + 1);
      TextbookMixture textbook = text.textbook(text.randomWeights());
      textbook.count(tokens, contexts, position -> position < from || position >= to);
      text.counted().remove(from, to, () -> false);
      text.forEachVote(
          from,
          to,
          votes -> {
            assertThat(votes.base().total[ContextKind.BASE])
                .isEqualTo(total(textbook.counts("chain-1", contexts, votes.position)));
            for (int kind = ContextKind.BASE + 1; kind < text.kinds().counted().size(); kind++) {
              Map<Integer, Integer> counts = new HashMap<>();
              for (int entry = votes.begin(kind); entry < votes.end[kind]; entry++) {
                counts.put(votes.symbols[entry], (int) votes.counts[entry]);
              }
              String name = text.kinds().counted().get(kind).name();
              assertThat(counts)
                  .as("seed %d, position %d, %s", text.seed(), votes.position, name)
                  .isEqualTo(textbook.counts(name, contexts, votes.position));
            }
            assertNextClass(votes, textbook.foreseen(votes.position), text);
          });
    });
  }

  private static void assertNextClass(
      Votes votes, Map<Integer, Double> expected, MixtureText text) {
    int kind = votes.kinds() - 1;
    assertThat(text.kinds().names().get(kind)).isEqualTo("next-class");
    Map<Integer, Double> seen = new HashMap<>();
    for (int entry = votes.begin(kind); entry < votes.end[kind]; entry++) {
      seen.put(votes.symbols[entry], (double) votes.counts[entry]);
    }
    String where = "seed %d, position %d".formatted(text.seed(), votes.position);
    assertThat(seen.keySet()).as(where).isEqualTo(expected.keySet());
    expected.forEach((symbol, p) ->
        assertThat(seen.get(symbol)).as("%s, symbol %d", where, symbol).isCloseTo(p, within(1e-5)));
  }

  private static int total(Map<Integer, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * A step of Adagrad adds the squared gradient to a sum, the mean one where weights share it, and
   * then moves a weight by the gradient divided by the sum's root.
   */
  @Test
  void aStepGoesAlongTheGradient() {
    forEachText(text -> {
      SplitMix64 random = SplitMix64.stream(text.seed(), 3);
      int position = random.nextInt(text.tokens().length);
      Weights before = text.randomWeights();
      Weights after = before.copy();
      Votes votes = text.votes(position);
      Combination combination = new Combination(text.kinds(), after, text.frequent());
      float[] logits = new float[text.kinds().vocabularySize()];
      combination.logits(votes, logits);
      new Learning(text.kinds(), after, combination, text.frequent()).step(votes, logits, 1e-3f);
      FiniteDifferences differences = new FiniteDifferences(text, before, position);
      for (int group = 0; group < before.all().size(); group++) {
        Parameters old = before.all().get(group);
        Parameters learned = after.all().get(group);
        double rate = old.name().startsWith("gate") ? 0.3e-3 : 1e-3;
        for (int i : some(random, old.values(), learned.values())) {
          int sum = sumOf(old, i);
          double root = Math.sqrt(learned.sums()[sum]);
          double step = (learned.values()[i] - old.values()[i]) * root / rate;
          double square =
              IntStream.range(0, old.values().length)
                  .filter(each -> sumOf(old, each) == sum)
                  .mapToDouble(each -> Math.pow(differences.gradient(old.name(), each), 2))
                  .average()
                  .orElseThrow();
          String where =
              "seed %d, position %d, %s %d".formatted(text.seed(), position, old.name(), i);
          assertThat(step).as(where).isCloseTo(differences.gradient(old.name(), i), within(2e-3));
          assertThat(learned.sums()[sum] - (double) old.sums()[sum])
              .as(where)
              .isCloseTo(square, within(1e-6 + 1e-3 * square));
        }
      }
    });
  }

  /** Some weights, of which half have moved, because most stay where they are. */
  private static int[] some(SplitMix64 random, float[] before, float[] after) {
    int[] moved = IntStream.range(0, before.length).filter(i -> before[i] != after[i]).toArray();
    return IntStream.concat(
            random.ints(WEIGHTS_A_GROUP, 0, before.length),
            moved.length == 0
                ? IntStream.empty()
                : random.ints(WEIGHTS_A_GROUP, 0, moved.length).map(i -> moved[i]))
        .toArray();
  }

  private static int sumOf(Parameters parameters, int i) {
    int columns = parameters.shape()[parameters.shape().length - 1];
    return switch (parameters.name()) {
      case "gate_in", "gate_out" -> i % columns;
      case "gate_rows" -> i / columns;
      default -> i;
    };
  }
}
