package dev.prose.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.count.RandomText;
import dev.prose.model.NGramCursor;
import dev.prose.model.NGramModel;
import dev.prose.random.SplitMix64;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Every probability is the one that a plain reading of the formula gives, after contexts that were
 * seen and after others, and all of them add up to 1.
 */
class SmoothingFormulasTest {
  private static final int TEXTS = 60;

  private static void assertIsFormula(
      RandomText text,
      NGramModel model,
      TextbookSmoothing textbook,
      TextbookSmoothing.Formula formula) {
    double[] all = new double[text.vocabularySize()];
    for (List<Integer> tokens : text.contexts()) {
      NGramCursor cursor = model.cursor();
      tokens.forEach(cursor::advance);
      cursor.probabilities(all);
      List<Integer> context = textbook.context(tokens);
      double furthest = 0; // from the formula
      double sum = 0;
      for (int token = 0; token < all.length; token++) {
        double expected = formula.of(token, context);
        furthest = Math.max(furthest, Math.abs(all[token] - expected));
        furthest = Math.max(furthest, Math.abs(cursor.probability(token) - expected));
        sum += all[token];
      }
      assertThat(furthest).as("after %s, %s", tokens, text).isLessThan(1e-12);
      assertThat(sum).as("after %s, %s", tokens, text).isCloseTo(1, within(1e-9));
    }
  }

  private static void assertIsFormula(
      Smoothing smoothing,
      BiFunction<RandomText, TextbookSmoothing, TextbookSmoothing.Formula> formula) {
    RandomText.forEach(
        TEXTS,
        text -> {
          TextbookSmoothing textbook = TextbookSmoothing.ofOccurrences(text);
          assertIsFormula(
              text, smoothing.fit(text.counts()), textbook, formula.apply(text, textbook));
        });
  }

  @Test
  void kneserNeyWithAnyDiscounts() {
    RandomText.forEach(
        TEXTS,
        text -> {
          SplitMix64 random = new SplitMix64(text.tokens().size());
          double[][] d = new double[text.order()][];
          List<Discounts> discounts = new ArrayList<>();
          for (int i = 0; i < d.length; i++) {
            boolean extreme = random.nextInt(5) == 0;
            d[i] = new double[4];
            for (int count = 1; count <= 3; count++) {
              d[i][count] = count * (extreme ? random.nextInt(2) : random.nextDouble());
            }
            discounts.add(new Discounts(d[i][1], d[i][2], d[i][3]));
          }
          TextbookSmoothing textbook = TextbookSmoothing.ofContinuations(text);
          assertIsFormula(
              text,
              KneserNey.of(discounts).fit(text.counts()),
              textbook,
              (token, h) -> textbook.discounted(token, h, d));
        });
  }

  @Test
  void kneserNeyWithTheDiscountsItEstimates() {
    RandomText.forEach(
        TEXTS,
        text -> {
          TextbookSmoothing textbook = TextbookSmoothing.ofContinuations(text);
          double[][] d =
              IntStream.rangeClosed(1, text.order())
                  .mapToObj(textbook::estimatedDiscounts)
                  .toArray(double[][]::new);
          assertIsFormula(
              text,
              KneserNey.ESTIMATED.fit(text.counts()),
              textbook,
              (token, h) -> textbook.discounted(token, h, d));
        });
  }

  @Test
  void wittenBell() {
    assertIsFormula(new WittenBell(), (text, textbook) -> textbook::wittenBell);
  }

  @Test
  void absoluteDiscounting() {
    assertIsFormula(
        new AbsoluteDiscounting(),
        (text, textbook) -> {
          double[][] d = textbook.absoluteDiscounts();
          return (token, h) -> textbook.discounted(token, h, d);
        });
  }

  @Test
  void additive() {
    for (double alpha : new double[] {0, 0.5, 1}) {
      assertIsFormula(
          new AdditiveNGrams(alpha),
          (text, textbook) -> (token, h) -> textbook.additive(token, h, alpha));
    }
  }
}
