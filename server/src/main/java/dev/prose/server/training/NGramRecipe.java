package dev.prose.server.training;

import dev.prose.data.Split;
import dev.prose.estimate.NGramEstimator;
import dev.prose.token.Tokenizer;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** Counts n-grams and smooths the counts: at once, without steps. */
record NGramRecipe(NGramEstimator estimator) implements Recipe {
  @Override
  public int steps() {
    return 0;
  }

  @Override
  public Result learn(Split split, Tokenizer tokenizer, RunReport report, BooleanSupplier stop)
      throws IOException {
    report.started();
    return new Result(estimator.fit(split, tokenizer), true);
  }
}
