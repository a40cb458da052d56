package dev.prose.smooth;

import dev.prose.column.IntColumn;
import dev.prose.count.NGramCounts;
import dev.prose.model.InterpolatedNGramModel;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Interpolated absolute discounting: one discount, {@link Discounts#absolute}, is subtracted from
 * every count of one length. Unlike in Kneser and Ney's model, shorter n-grams too count their
 * occurrences.
 *
 * <p>Source: Ney, Essen and Kneser, "On structuring probabilistic dependences in stochastic
 * language modelling", 1994.
 */
public record AbsoluteDiscounting() implements Smoothing {
  @Override
  public InterpolatedNGramModel fit(NGramCounts counts) {
    List<IntColumn> raw =
        IntStream.rangeClosed(1, counts.order()).mapToObj(counts::column).toList();
    return Interpolation.discounted(counts, raw, raw.stream().map(Discounts::absolute).toList());
  }

  @Override
  public String description() {
    return "absolute";
  }
}
