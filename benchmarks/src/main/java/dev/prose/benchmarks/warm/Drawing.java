package dev.prose.benchmarks.warm;

import dev.prose.model.LanguageModel;
import dev.prose.random.SplitMix64;
import dev.prose.sample.SamplingOptions;
import dev.prose.sample.TokenGenerator;

/** What all benchmarks of generating do. */
final class Drawing {
  private static final long SEED = 1337;

  private Drawing() {}

  /** Draws tokens from a model, and gives their sum, so that none is drawn in vain. */
  static int draw(LanguageModel model, int tokens) {
    TokenGenerator generator =
        new TokenGenerator(model, SamplingOptions.DEFAULT, new SplitMix64(SEED));
    int sum = 0;
    for (int i = 0; i < tokens; i++) {
      sum += generator.next();
    }
    return sum;
  }
}
