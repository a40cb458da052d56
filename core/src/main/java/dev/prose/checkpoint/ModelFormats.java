package dev.prose.checkpoint;

import dev.prose.json.JsonObject;
import dev.prose.model.Predictor;
import java.util.Optional;
import java.util.ServiceLoader;

/** Finds the format of a model by its type. */
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
        .orElseThrow(() ->
            config.invalid(
                key,
                "is %s, for which no format is known: the library's own are %s, %s, %s and %s"
                    .formatted(
                        type,
                        BigramFormat.TYPE,
                        NGramFormat.TYPE,
                        MixtureFormat.TYPE,
                        InterpolationFormat.TYPE)));
  }

  // Others are looked for only where the type is none of these: a search of the class path takes
  // milliseconds.
  private static Optional<ModelFormat> named(String type) {
    return switch (type) {
      case BigramFormat.TYPE -> Optional.of(new BigramFormat());
      case NGramFormat.TYPE -> Optional.of(new NGramFormat());
      case MixtureFormat.TYPE -> Optional.of(new MixtureFormat());
      case InterpolationFormat.TYPE -> Optional.of(new InterpolationFormat());
      default -> fromOutside(type);
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
