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

  /** What it is, in a few words for a person: "modified Kneser-Ney", for instance. */
  String description();

  /** Whether it has parameters that can be fitted to held-out text. */
  default boolean isTunable() {
    return false;
  }

  /** Whether it was given no values for them. */
  default boolean leavesParametersOpen() {
    return false;
  }

  /**
   * The same kind of smoothing with the parameters under which the beginning of a text predicts its
   * end best; the same one if it has no parameters, or too little is held out to fit them.
   */
  default Smoothing tuned(Holdout holdout) {
    return this;
  }
}
