package dev.prose.smooth;

import dev.prose.count.NGramCounts;
import dev.prose.model.InterpolatedNGramModel;

/**
 * Interpolated Witten-Bell smoothing: a context after which T tokens were seen, n of them
 * different, leaves n / (T + n) to the shorter one, as if each different token had come as a
 * surprise once.
 *
 * <p>Source: Witten and Bell, "The zero-frequency problem: estimating the probabilities of novel
 * events in adaptive text compression", 1991, method C; interpolated as in Chen and Goodman, 1998,
 * section 2.4.
 */
public record WittenBell() implements Smoothing {
  @Override
  public InterpolatedNGramModel fit(NGramCounts counts) {
    return Interpolation.proportional(
        counts,
        (level, followed) -> {
          double kinds = followed.kinds()[0];
          return kinds / (followed.total() + kinds);
        });
  }

  @Override
  public String description() {
    return "witten-bell";
  }
}
