package dev.prose.smooth;

import dev.prose.count.AdditiveBigrams;
import dev.prose.count.NGramCounts;
import dev.prose.model.InterpolatedNGramModel;
import java.util.Locale;

/**
 * Additive smoothing at any length: p(w | h) = (count(h w) + alpha) / (count(h) + alpha V) after
 * the longest context that the order and the sequence allow. Shorter contexts are never used, so
 * that all tokens are equally likely after a context that was never seen. At order 2 this is the
 * table of {@link AdditiveBigrams}.
 *
 * @param alpha the amount added to each count, from 0 to {@link AdditiveBigrams#MAX_ALPHA}
 */
public record AdditiveNGrams(double alpha) implements Smoothing {
  /**
   * @throws IllegalArgumentException if alpha is out of its range
   */
  public AdditiveNGrams {
    new AdditiveBigrams(alpha);
  }

  @Override
  public InterpolatedNGramModel fit(NGramCounts counts) {
    double added = alpha * counts.vocabularySize();
    return Interpolation.proportionalAlone(
        counts, (level, followed) -> added / (followed.total() + added));
  }

  @Override
  public String description() {
    return String.format((Locale) null, "additive, α = %.4g", alpha);
  }

  @Override
  public boolean isTunable() {
    return true;
  }

  @Override
  public AdditiveNGrams tuned(Holdout holdout) {
    return new AdditiveNGrams(AdditiveTuning.tune(holdout));
  }
}
