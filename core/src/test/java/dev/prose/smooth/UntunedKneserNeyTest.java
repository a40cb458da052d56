package dev.prose.smooth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.count.NGramCounts;
import dev.prose.data.Split;
import dev.prose.data.Tokens;
import dev.prose.eval.Evaluator;
import dev.prose.random.SplitMix64;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Text in which nothing tells what comes next. No model that learns from it can do better than
 * chance, ln V, and what one does worse is what it learned from noise: with half a count taken
 * everywhere, up to 0.7 nats.
 */
class UntunedKneserNeyTest {
  private static double loss(Tokens text, int order) {
    Split split = Split.of(text, 0.9);
    NGramCounts counts = NGramCounts.of(split.train(), order);
    return Evaluator.exact(KneserNey.ESTIMATED.fit(counts), split.validation()).nats();
  }

  // Three discounts of up to 3 cannot take all of a larger count, and a few hundred tokens are few.
  @ParameterizedTest
  @CsvSource({
    "2, 100000, 10, 0.005",
    "4, 100000, 6, 0.02",
    "4, 100000, 10, 0.10",
    "10, 50000, 10, 0.12",
    "64, 100000, 10, 0.08",
    "1000, 100000, 5, 0.04",
    "4, 1000, 10, 0.08",
    "10, 1000, 10, 0.15",
    "64, 1000, 10, 0.15"
  })
  void isHardlyWorseThanChanceOnRandomText(int alphabet, int size, int order, double worse) {
    long seed = 1;
    Tokens text = Tokens.of(new SplitMix64(seed).ints(size, 0, alphabet).toArray(), alphabet);
    assertThat(loss(text, order)).as("seed %d", seed).isLessThan(Math.log(alphabet) + worse);
  }

  @ParameterizedTest
  @CsvSource({"2", "5", "10"})
  void isChanceWhereEveryTokenIsAnother(int order) {
    Tokens text = Tokens.of(IntStream.range(0, 5000).toArray(), 5000);
    assertThat(loss(text, order)).isLessThan(Math.log(5000) + 0.001);
  }
}
