package dev.prose.spark;

import dev.prose.data.Tokens;
import dev.prose.eval.PartEvaluation;
import dev.prose.model.LanguageModel;
import java.io.IOException;

/** A text on many machines, in two parts: one to count and one to validate with. */
interface DistributedText extends CountableText {
  /** How many tokens train. */
  long trainSize();

  /** How many tokens validate; 0 if all train. */
  long validationSize();

  /**
   * The last tokens that train.
   *
   * @param least how many, if there are as many
   */
  Tokens trainEnd(long least);

  /**
   * How well a model predicts the part that validates.
   *
   * @param order how many tokens a prediction depends on, the predicted one among them
   */
  PartEvaluation evaluate(LanguageModel model, int order) throws IOException;
}
