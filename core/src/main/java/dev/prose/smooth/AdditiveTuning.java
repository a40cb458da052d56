package dev.prose.smooth;

import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;
import dev.prose.model.InterpolatedNGramModel;
import dev.prose.model.NGramCursor;
import java.util.function.DoubleUnaryOperator;

/** Finds the alpha under which a model of the first part of a text predicts the rest of it best. */
public final class AdditiveTuning {
  private static final double LEAST = Math.log(1e-9);
  private static final double MOST = Math.log(1e6);
  private static final double ACCURACY = 1e-3; // of ln alpha
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private AdditiveTuning() {}

  /**
   * The best alpha for held-out tokens, from 1e-9 to 1e6, by golden-section search: as alpha grows,
   * their likelihood rises up to one point and then falls.
   *
   * @return the best alpha; 1 if fewer than 2 tokens are held out
   */
  public static double tune(Holdout holdout) {
    NGramCounts counts = holdout.counts();
    Tokens heldOut = holdout.end();
    if (heldOut.size() < 2) {
      return 1;
    }
    return Math.exp(
        argMin(logAlpha -> loss(new AdditiveNGrams(Math.exp(logAlpha)).fit(counts), heldOut)));
  }

  private static double loss(InterpolatedNGramModel model, Tokens tokens) {
    NGramCursor cursor = model.cursor();
    cursor.advance(tokens.at(0));
    double sum = 0;
    for (long i = 1; i < tokens.size(); i++) {
      sum -= cursor.logProbability(tokens.at(i));
      cursor.advance(tokens.at(i));
    }
    return sum / tokens.size();
  }

  private static double argMin(DoubleUnaryOperator loss) {
    double low = LEAST;
    double high = MOST;
    double left = high - GOLDEN * (high - low);
    double right = low + GOLDEN * (high - low);
    double atLeft = loss.applyAsDouble(left);
    double atRight = loss.applyAsDouble(right);
    while (high - low > ACCURACY) {
      if (atLeft < atRight) {
        high = right;
        right = left;
        atRight = atLeft;
        left = high - GOLDEN * (high - low);
        atLeft = loss.applyAsDouble(left);
      } else {
        low = left;
        left = right;
        atLeft = atRight;
        right = low + GOLDEN * (high - low);
        atRight = loss.applyAsDouble(right);
      }
    }
    return (low + high) / 2;
  }
}
