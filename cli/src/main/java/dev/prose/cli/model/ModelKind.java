package dev.prose.cli.model;

import dev.prose.cli.output.ModelMode;
import dev.prose.cli.output.Report;
import dev.prose.data.Tokens;
import dev.prose.eval.Evaluator;
import dev.prose.model.Cursor;
import dev.prose.model.FirstOrderModel;
import dev.prose.model.LanguageModel;
import dev.prose.model.Predictor;
import dev.prose.plot.TableHeatMap;
import dev.prose.text.InvalidDataException;
import dev.prose.token.Tokenizer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One type of model, as the command describes it, looks at it and measures it. */
public interface ModelKind {
  /** Which type: {@link Predictor#type}. */
  String type();

  /**
   * A model in a few words.
   *
   * @param unit what one of its tokens is called: "character", say
   */
  String describe(Predictor model, String unit);

  /** Reports what a model is, in one line or more. */
  default void report(Predictor model, String unit, Report report) {
    report.line("model", "%s", describe(model, unit));
  }

  /** Reports further details of a model that a person looks at. */
  default void reportDetails(Predictor model, Report report) {}

  /** Whether a model takes each line as a text of its own. */
  default boolean isOfLines(Predictor model) {
    return false;
  }

  /** Whether a model may look at more than the last token. */
  default boolean looksFurtherBack(Predictor model) {
    return true;
  }

  /**
   * What a model expects after some tokens.
   *
   * @return [token], probabilities, or scores where the model has no probabilities
   */
  default double[] expects(Predictor model, int... context) {
    if (!(model instanceof LanguageModel languageModel)) {
      throw new InvalidDataException("the model gives no probabilities");
    }
    Cursor cursor = languageModel.cursor();
    Arrays.stream(context).forEach(cursor::advance);
    float[] logProbabilities = new float[model.vocabularySize()];
    cursor.logProbabilities(logProbabilities);
    double[] probabilities = new double[logProbabilities.length];
    Arrays.setAll(probabilities, token -> Math.exp(logProbabilities[token]));
    return probabilities;
  }

  /** Shows the likeliest tokens after a text, and why. */
  default void showNext(NextTokens next) {
    next.rows(token -> "");
  }

  /**
   * The picture of a model, or of what it looks at after a text, if it has any.
   *
   * @param context the text's tokens; none for the model itself
   */
  default Optional<ModelPicture> picture(Predictor model, Tokenizer tokenizer, int... context) {
    return model instanceof FirstOrderModel table
        ? Optional.of(file -> TableHeatMap.write(file, table, tokenizer))
        : Optional.empty();
  }

  /** Whether a model changes while it predicts a text; nothing if no model of this type can. */
  default Optional<ModelMode> mode(LanguageModel model) {
    return Optional.empty();
  }

  /** The model in a form that learns from the text that it is shown, if it can. */
  default Optional<LanguageModel> adaptive(LanguageModel model) {
    return Optional.empty();
  }

  /**
   * The model in a form that predicts from at most so many of the last characters, if it can.
   *
   * @throws IllegalArgumentException if it cannot be so few
   */
  default Optional<LanguageModel> remembering(LanguageModel model, int characters) {
    return Optional.empty();
  }

  /**
   * Measures a model on every token of a text but the first, exactly.
   *
   * @throws IllegalArgumentException if there are fewer than two tokens
   */
  default ModelEvaluation evaluate(LanguageModel model, Tokens tokens) {
    return new ModelEvaluation(Evaluator.exact(model, tokens), List.of());
  }
}
