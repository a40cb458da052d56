package dev.prose.checkpoint;

import dev.prose.expert.ExpertFormat;
import dev.prose.expert.MixtureWithExpert;
import dev.prose.json.JsonObject;
import dev.prose.mixture.Mixture;
import dev.prose.mixture.MixtureFormat;
import dev.prose.model.BigramFormat;
import dev.prose.model.BigramModel;
import dev.prose.model.InterpolationFormat;
import dev.prose.model.LinearInterpolation;
import dev.prose.model.ModelFormat;
import dev.prose.model.NGramFormat;
import dev.prose.model.NGramModel;
import dev.prose.model.Predictor;
import dev.prose.neural.kinds.NetworkKind;
import dev.prose.neural.kinds.NeuralFormat;
import java.util.Optional;
import java.util.ServiceLoader;

/** The formats of models, by type: the one place that lists them. */
final class ModelFormats {
  /** The key in config.json that names the type. */
  static final String TYPE = "model_type";

  private ModelFormats() {}

  /**
   * The format of a model.
   *
   * @throws IllegalArgumentException if none is known
   */
  static ModelFormat of(Predictor model) {
    return named(model.type())
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no format is known for a model of the type " + model.type()));
  }

  /**
   * The format that a config.json names.
   *
   * @param key where it names it, for the message
   * @throws dev.prose.text.InvalidFileException if it is not known
   */
  static ModelFormat named(JsonObject config, String key, String type) {
    return named(type)
        .orElseThrow(
            () -> config.invalid(key, "is %s, for which no format is known".formatted(type)));
  }

  // Others are looked for only where the type is none of these: a search of the class path takes
  // milliseconds.
  private static Optional<ModelFormat> named(String type) {
    return switch (type) {
      case BigramModel.TYPE -> Optional.of(new BigramFormat());
      case NGramModel.TYPE -> Optional.of(new NGramFormat());
      case Mixture.TYPE -> Optional.of(new MixtureFormat());
      case MixtureWithExpert.TYPE -> Optional.of(new ExpertFormat());
      case LinearInterpolation.TYPE -> Optional.of(new InterpolationFormat(ModelFormats::named));
      default ->
          NetworkKind.named(type).<ModelFormat>map(NeuralFormat::new).or(() -> fromOutside(type));
    };
  }

  private static Optional<ModelFormat> fromOutside(String type) {
    for (ModelFormat format : ServiceLoader.load(ModelFormat.class)) {
      if (format.type().equals(type)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
