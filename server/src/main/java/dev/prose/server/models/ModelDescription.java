package dev.prose.server.models;

import dev.prose.expert.MixtureWithExpert;
import dev.prose.mixture.Mixture;
import dev.prose.model.BigramModel;
import dev.prose.model.LanguageModel;
import dev.prose.model.LinearInterpolation;
import dev.prose.model.NGramModel;
import dev.prose.neural.NeuralModel;
import dev.prose.neural.kinds.NetworkKind;
import java.util.Locale;

/** What a model is, in a few words for a person. */
public final class ModelDescription {
  private ModelDescription() {}

  /**
   * Describes a model.
   *
   * @param unit what one of its tokens is called
   */
  public static String of(LanguageModel model, String unit) {
    int size = model.vocabularySize();
    return switch (model) {
      case BigramModel _ -> format("bigram table, %,d × %,d", size, size);
      case NGramModel nGrams ->
          format(
              "n-grams of up to %d %ss: %,d of them",
              nGrams.order(), unit, nGrams.parameterCount());
      case Mixture mixture -> format("mixture of %d kinds of context", mixture.contexts().size());
      case MixtureWithExpert both ->
          format(
              "mixture of %d kinds of context with a %s",
              both.mixture().contexts().size(), both.expert().type());
      case LinearInterpolation together ->
          format("%d models together", together.components().size());
      case NeuralModel network ->
          format("%s, %s", network.type(), NetworkKind.describe(network.network()));
      default -> format("%s, %,d parameters", model.type(), model.parameterCount());
    };
  }

  private static String format(String format, Object... arguments) {
    return String.format((Locale) null, format, arguments);
  }
}
