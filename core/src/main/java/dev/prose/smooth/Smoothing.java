package dev.prose.smooth;

import dev.prose.count.NGramCounts;
import dev.prose.model.InterpolatedNGramModel;

/** A way to turn counts into probabilities that leave something for what was never seen. */
public interface Smoothing {
  /**
   * The model of some counts. It keeps their trie.
   *
   * @throws IllegalArgumentException if it has parameters for another order
   */
  InterpolatedNGramModel fit(NGramCounts counts);
}
