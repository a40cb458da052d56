package dev.prose.smooth;

import dev.prose.count.AdditiveSmoothing;
import dev.prose.count.NGramCounts;
import dev.prose.model.InterpolatedNGramModel;

/**
 * Additive smoothing at any length: p(w | h) = (count(h w) + alpha) / (count(h) + alpha V) after a
 * context of the most tokens, or of fewer where it begins a sequence; nothing is asked of others.
 * For n-grams of two tokens this is the table of {@link AdditiveSmoothing}.
 *
 * @param alpha what is added to each count, from 0 to {@link AdditiveSmoothing#MAX_ALPHA}
 */
public record AdditiveNGrams(double alpha) implements Smoothing {
  /**
   * @throws IllegalArgumentException if alpha is out of its range
   */
  public AdditiveNGrams {
    new AdditiveSmoothing(alpha);
  }

  @Override
  public InterpolatedNGramModel fit(NGramCounts counts) {
    double added = alpha * counts.vocabularySize();
    return Interpolation.proportional(
        counts, (level, followed) -> followed.whole() ? added / (followed.total() + added) : 1);
  }
}
