package dev.prose.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.random.SplitMix64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Caches against the formulas with maps. */
class DecayingCacheTest {
  /** What is known of one pair of a context and a symbol. */
  private record Faded(double count, int position) {}

  /** Contexts, some of them in the same bucket, come and go, and long after they may come again. */
  @ParameterizedTest
  @CsvSource({"2, 3, 5000", "40, 200, 20000", "300, 2000, 20000", "300, 7, 9000"})
  void itFollowsTheFormulas(int characters, int contexts, int length) {
    Decay decay = new Decay(characters);
    DecayingCache cache = new DecayingCache(decay);
    Map<Long, Map<Integer, Faded>> textbook = new HashMap<>();
    SplitMix64 random = new SplitMix64(characters);
    for (int position = 0; position < length; position++) {
      int period = 1 + position / 1000 % 3; // so that some are not seen for a long time
      int context = random.nextInt(contexts) / period * period;
      long key = History.hash(0, context) & -1L << context % 16; // whose lower bits are alike
      assertThat(counts(cache, key))
          .as("position %d", position)
          .usingRecursiveComparison()
          .withComparatorForType(
              (a, b) -> Math.abs(a - b) < 1e-4 ? 0 : Double.compare(a, b), Double.class)
          .isEqualTo(left(textbook.getOrDefault(key, Map.of()), position, characters));
      int symbol = random.nextInt(5);
      cache.add(key, symbol);
      Map<Integer, Faded> ofKey = textbook.computeIfAbsent(key, each -> new HashMap<>());
      double before = left(ofKey, position, characters).getOrDefault(symbol, 0.0);
      ofKey.put(symbol, new Faded(before + 1, position));
    }
  }

  private static Map<Integer, Double> left(
      Map<Integer, Faded> context, int position, int characters) {
    Map<Integer, Double> left = new HashMap<>();
    context.forEach((symbol, faded) -> {
      int distance = position - faded.position;
      if (distance <= 5 * characters) {
        left.put(symbol, faded.count * Math.exp(-(double) distance / characters));
      }
    });
    return left;
  }

  private static Map<Integer, Double> counts(DecayingCache cache, long key) {
    Votes votes = new Votes(1);
    votes.beginAt(0);
    cache.look(key, votes);
    votes.endKind();
    Map<Integer, Double> counts = new HashMap<>();
    for (int entry = 0; entry < votes.end[0]; entry++) {
      counts.put(votes.symbols[entry], (double) votes.counts[entry]);
    }
    return counts;
  }

  @Test
  void whatIsForgottenOrCopiedIsApart() {
    DecayingCache cache = new DecayingCache(Decay.NEAR);
    cache.add(1, 2);
    DecayingCache copy = cache.copy();
    cache.add(1, 2);
    copy.add(1, 3);
    assertThat(counts(copy, 1)).containsOnlyKeys(2, 3);
    assertThat(counts(cache, 1)).containsOnlyKeys(2);
    assertThat(counts(copy, 1)).hasSize(2);
    // Also when its ring has grown, and come round.
    for (int i = 0; i < 5000; i++) {
      cache.add(i % 700, i % 11);
    }
    cache.clear();
    for (int key = 0; key < 700; key++) {
      assertThat(counts(cache, key)).isEmpty();
    }
    cache.add(1, 4);
    assertThat(counts(cache, 1)).containsOnlyKeys(4);
  }

  @Test
  void whatIsLeftIsAPower() {
    for (Decay decay : new Decay[] {Decay.NEAR, Decay.FAR}) {
      int time = decay.reach() / 5;
      for (int distance = 0; distance <= decay.reach(); distance++) {
        assertThat((double) decay.after(distance))
            .isCloseTo(Math.exp(-(double) distance / time), within(2e-7));
      }
    }
  }
}
