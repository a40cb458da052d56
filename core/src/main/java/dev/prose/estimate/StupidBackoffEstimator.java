package dev.prose.estimate;

import dev.prose.data.Split;
import dev.prose.model.NGramScores;
import dev.prose.numeric.ShortestDecimal;
import dev.prose.smooth.StupidBackoff;
import dev.prose.token.Tokenizer;
import java.io.IOException;

/**
 * Counts n-grams and makes scores of the counts, which are no probabilities.
 *
 * @param counting what is counted
 * @param backoff what makes the scores
 */
public record StupidBackoffEstimator(NGramCounting counting, StupidBackoff backoff)
    implements Estimator<NGramScores> {
  /** N-grams of up to 7 tokens, and the factor of the paper. */
  public static final StupidBackoffEstimator DEFAULT =
      new StupidBackoffEstimator(NGramCounting.DEFAULT, StupidBackoff.DEFAULT);

  public StupidBackoffEstimator withCounting(NGramCounting newCounting) {
    return new StupidBackoffEstimator(newCounting, backoff);
  }

  @Override
  public Estimate<NGramScores> fit(Split split, Tokenizer tokenizer) throws IOException {
    return new Estimate<>(backoff.fit(counting.count(split.train(), tokenizer)), description(), 0);
  }

  /** The description that is recorded with such scores. */
  public String description() {
    return "stupid backoff, %s for each character left out: scores and not probabilities"
        .formatted(ShortestDecimal.of(backoff.factor()));
  }
}
