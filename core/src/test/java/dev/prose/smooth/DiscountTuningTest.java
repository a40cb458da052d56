package dev.prose.smooth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.column.IntColumn;
import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;
import dev.prose.model.NGramCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscountTuningTest {
  private static final double[] STEPS = {-0.05, -0.01, 0.01, 0.05};
  // Nats per token; the rounds end when one no longer gains 1e-5.
  private static final double NOTHING = 2e-5;

  private static NGramCounts counts(Tokens text, int order, OptionalInt separator) {
    return separator.isPresent()
        ? NGramCounts.ofSequences(text, order, separator.getAsInt())
        : NGramCounts.of(text, order);
  }

  /** Of all held-out tokens but the first. */
  private static double meanLogLikelihood(
      NGramCounts counts, List<Discounts> discounts, Tokens heldOut) {
    NGramCursor cursor = KneserNey.of(discounts).fit(counts).cursor();
    double sum = 0;
    for (int i = 0; i < heldOut.size(); i++) {
      if (i > 0) {
        sum += cursor.logProbability(heldOut.at(i));
      }
      cursor.advance(heldOut.at(i));
    }
    return sum / (heldOut.size() - 1);
  }

  /** All discounts that differ slightly in one number. */
  private static List<List<Discounts>> neighbours(List<Discounts> discounts, int level) {
    List<List<Discounts>> neighbours = new ArrayList<>();
    for (int kind = 1; kind <= 3; kind++) {
      for (double step : STEPS) {
        double[] d = discounts.get(level - 1).byCount();
        d[kind] += step;
        if (d[kind] >= 0.001 && d[kind] <= kind) {
          List<Discounts> moved = new ArrayList<>(discounts);
          moved.set(level - 1, new Discounts(d[1], d[2], d[3]));
          neighbours.add(moved);
        }
      }
    }
    return neighbours;
  }

  private static Tokens fromSeparatorOn(Tokens tokens) {
    long from = 0;
    while (tokens.at(from) != 1) {
      from++;
    }
    return tokens.slice(from, tokens.size());
  }

  // Held out: more of the same; another language; the same text again, where the best discounts are
  // none; one symbol. In a few tokens most discounts are best at one end of their range.
  @ParameterizedTest
  @CsvSource({
    "3, 1000, MORE, false",
    "5, 1000, MORE, false",
    "5, 1000, MORE, true",
    "5, 1500, OTHER, false",
    "6, 1500, SAME, false",
    "4, 100, MORE, false",
    "3, 20, MORE, false",
    "7, 20, MORE, false",
    "3, 2000, OTHER, false",
    "4, 100, OTHER, true",
    "5, 100, SAME, false",
    "4, 1000, ONE_SYMBOL, false"
  })
  void noDiscountMovedALittlePredictsBetter(
      int order, int size, String heldOutKind, boolean sequences) {
    Tokens all = GeneratedText.of(5, 15_000 + size);
    Tokens train = all.slice(0, 15_000);
    Tokens heldOut =
        switch (heldOutKind) {
          case "MORE" -> all.slice(15_000, all.size());
          case "OTHER" -> GeneratedText.of(6, size);
          case "SAME" -> all.slice(0, size);
          default -> Tokens.of(new int[size], GeneratedText.VOCABULARY);
        };
    if (sequences) {
      heldOut = fromSeparatorOn(heldOut); // where a cursor of sequences begins
    }
    NGramCounts counts = counts(train, order, sequences ? OptionalInt.of(1) : OptionalInt.empty());
    List<Discounts> tuned = DiscountTuning.tune(new Holdout(counts, heldOut)).orElseThrow();
    double best = meanLogLikelihood(counts, tuned, heldOut);
    for (int level = 1; level <= order; level++) {
      IntColumn ofLevel = AdjustedCounts.of(counts).get(level - 1);
      if (!Discounts.canBeFitted(ofLevel)) {
        assertThat(tuned.get(level - 1))
            .as("level %d", level)
            .isEqualTo(Discounts.modified(ofLevel));
        continue;
      }
      for (List<Discounts> moved : neighbours(tuned, level)) {
        assertThat(meanLogLikelihood(counts, moved, heldOut))
            .as("level %d: %s instead of %s", level, moved, tuned)
            .isLessThan(best + NOTHING);
      }
    }
  }

  @Test
  void tunedDiscountsPredictBetterThanEstimatedOnes() {
    Tokens all = GeneratedText.of(5, 17_000);
    NGramCounts counts = NGramCounts.of(all.slice(0, 15_000), 6);
    Tokens heldOut = all.slice(15_000, 17_000);
    List<Discounts> estimated =
        AdjustedCounts.of(counts).stream().map(Discounts::modified).toList();
    List<Discounts> tuned = DiscountTuning.tune(new Holdout(counts, heldOut)).orElseThrow();
    assertThat(meanLogLikelihood(counts, tuned, heldOut))
        .isGreaterThan(meanLogLikelihood(counts, estimated, heldOut) + 0.001);
    assertThat(DiscountTuning.tune(new Holdout(counts, heldOut))).as("again").hasValue(tuned);
  }

  @Test
  void aTextTooShortHasNone() {
    NGramCounts counts = NGramCounts.of(GeneratedText.of(5, 15_000), 5);
    for (int size : new int[] {0, 1}) {
      assertThat(DiscountTuning.tune(new Holdout(counts, GeneratedText.of(6, size)))).isEmpty();
    }
    NGramCounts few = NGramCounts.of(GeneratedText.of(5, 200), 5);
    assertThat(DiscountTuning.tune(new Holdout(few, GeneratedText.of(6, 100)))).isEmpty();
  }
}
