package dev.prose.smooth;

import dev.prose.column.IntColumn;
import dev.prose.count.NGramCounts;
import dev.prose.model.InterpolatedNGramModel;
import java.util.List;
import java.util.Optional;

/**
 * Interpolated modified Kneser-Ney smoothing: p(w | h) = (c(h w) - D) / c(h) + rest(h) p(w | h
 * without its first token), where c counts occurrences for the longest n-grams and {@link
 * AdjustedCounts} for shorter ones, and D is one of three {@link Discounts} per length. What single
 * tokens leave is divided evenly among all.
 *
 * <p>Source: Chen and Goodman, "An empirical study of smoothing techniques for language modeling",
 * 1998, section 3.
 *
 * @param discounts [length - 1]; if empty, they are estimated from counts of counts
 */
public record KneserNey(Optional<List<Discounts>> discounts) implements Smoothing {
  /** Estimates the discounts from counts of counts. */
  public static final KneserNey ESTIMATED = new KneserNey(Optional.empty());

  /** With these discounts, [length - 1]. */
  public static KneserNey of(List<Discounts> discounts) {
    return new KneserNey(Optional.of(List.copyOf(discounts)));
  }

  @Override
  public InterpolatedNGramModel fit(NGramCounts counts) {
    List<IntColumn> adjusted = AdjustedCounts.of(counts);
    List<Discounts> used =
        discounts.orElseGet(() -> adjusted.stream().map(Discounts::modified).toList());
    return Interpolation.discounted(counts, adjusted, used);
  }

  @Override
  public String description() {
    return "modified Kneser-Ney"
        + (discounts.isPresent() ? ", discounts fitted to held-out text" : "");
  }

  @Override
  public boolean isTunable() {
    return true;
  }

  @Override
  public boolean leavesParametersOpen() {
    return discounts.isEmpty();
  }

  @Override
  public KneserNey tuned(Holdout holdout) {
    return DiscountTuning.tune(holdout).map(KneserNey::of).orElse(this);
  }
}
