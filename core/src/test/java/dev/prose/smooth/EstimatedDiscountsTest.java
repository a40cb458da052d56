package dev.prose.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.count.NGramCounts;
import dev.prose.count.RandomText;
import dev.prose.data.Tokens;
import dev.prose.model.NGramCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Kneser-Ney as it is used, on a text that has enough n-grams to tell discounts from. */
class EstimatedDiscountsTest {
  private static final int ORDER = 4;
  private static final Tokens TEXT = GeneratedText.of(1, 20_000);

  @Test
  void areTakenAtLengthsWhereManyNGramsCountLittle() {
    assertIsFormula(OptionalInt.empty());
  }

  @Test
  void areTakenInSequencesToo() {
    assertIsFormula(OptionalInt.of(1));
  }

  private static void assertIsFormula(OptionalInt separator) {
    RandomText text = new RandomText(TEXT, ORDER, separator);
    TextbookSmoothing textbook = TextbookSmoothing.ofContinuations(text);
    double[][] discounts = new double[ORDER][];
    for (int length = 1; length <= ORDER; length++) {
      discounts[length - 1] = textbook.estimatedDiscounts(length);
    }
    assertThat(discounts[0][1]).as("of single characters").isEqualTo(0.5);
    assertThat(discounts[3][3]).as("of the longest n-grams").isNotEqualTo(0.5);
    NGramCounts counts = text.counts();
    NGramCursor cursor = KneserNey.ESTIMATED.fit(counts).cursor();
    List<Integer> tokens = new ArrayList<>();
    Tokens others = GeneratedText.of(2, 400);
    for (int i = 0; i < others.size(); i++) {
      List<Integer> context = textbook.context(tokens);
      for (int token = 0; token < TEXT.vocabularySize(); token++) {
        assertThat(cursor.probability(token))
            .isCloseTo(textbook.discounted(token, context, discounts), within(1e-12));
      }
      cursor.advance(others.at(i));
      tokens.add(others.at(i));
    }
  }
}
