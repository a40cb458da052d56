package dev.prose.server.training;

import dev.prose.data.Split;
import dev.prose.estimate.Estimate;
import dev.prose.model.LanguageModel;
import dev.prose.token.Tokenizer;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** A way to learn that is watched, and can be stopped. */
interface Recipe {
  /** How many steps it will take; 0 if it takes none. */
  int steps();

  /**
   * What was learned.
   *
   * @param finished whether it was not stopped before its end
   */
  record Result(Estimate<? extends LanguageModel> estimate, boolean finished) {}

  /**
   * Learns.
   *
   * @param stop asked often; what was learned until then is the result
   * @throws dev.prose.text.InvalidDataException if such a model cannot be learned from the tokens
   */
  Result learn(Split split, Tokenizer tokenizer, RunReport report, BooleanSupplier stop)
      throws IOException;
}
