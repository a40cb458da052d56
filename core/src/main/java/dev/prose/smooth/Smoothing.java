package dev.prose.smooth;

import dev.prose.count.NGramCounts;
import dev.prose.model.InterpolatedNGramModel;

/** A way to turn counts into probabilities that leaves something for what was never seen. */
public interface Smoothing {
  /**
   * Makes a model from counts. The model shares their trie.
   *
   * @throws IllegalArgumentException if this smoothing has parameters for another order
   */
  InterpolatedNGramModel fit(NGramCounts counts);
}
