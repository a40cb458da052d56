package dev.prose.checkpoint;

import dev.prose.mixture.Mixture;
import dev.prose.model.BigramModel;
import dev.prose.model.LinearInterpolation;
import dev.prose.model.Predictor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** How one kind of model is kept in a checkpoint. */
sealed interface ModelFormat permits BigramFormat, NGramFormat, MixtureFormat, InterpolationFormat {
  /** The key in config.json that says which kind it is. */
  String TYPE = "model_type";

  /** How files of models end. */
  Set<String> ENDINGS = Set.of(Safetensors.ENDING, NGramFormat.ENDING, MixtureFormat.ENDING);

  /** That of a model. */
  @SuppressWarnings("IfChainToSwitch") // the first pattern switch takes 4 ms of every run
  static ModelFormat of(Predictor model) {
    if (model instanceof BigramModel) {
      return new BigramFormat();
    }
    if (model instanceof Mixture) {
      return new MixtureFormat();
    }
    return model instanceof LinearInterpolation ? new InterpolationFormat() : new NGramFormat();
  }

  /**
   * That which a config.json names.
   *
   * @throws InvalidCheckpointException if it names none that is known
   */
  static ModelFormat named(JsonObject config) {
    return named(config, TYPE, config.text(TYPE));
  }

  /**
   * That of a name.
   *
   * @param key where config.json has it
   */
  static ModelFormat named(JsonObject config, String key, String name) {
    return switch (name) {
      case BigramFormat.NAME -> new BigramFormat();
      case NGramFormat.NAME -> new NGramFormat();
      case MixtureFormat.NAME -> new MixtureFormat();
      case InterpolationFormat.NAME -> new InterpolationFormat();
      default ->
          throw config.invalid(
              key,
              "is %s, but only %s, %s, %s and %s are known"
                  .formatted(
                      name,
                      BigramFormat.NAME,
                      NGramFormat.NAME,
                      MixtureFormat.NAME,
                      InterpolationFormat.NAME));
    };
  }

  /**
   * Whether a model, or a part of one, may have a file of this name.
   *
   * @param file what its files are called, without the ending
   */
  static boolean isFile(String name, String file) {
    String known = name.startsWith(file) ? name.substring(file.length()) : "";
    int digits = known.startsWith("_") ? 1 : 0;
    while (digits > 0 && digits < known.length() && Character.isDigit(known.charAt(digits))) {
      digits++;
    }
    String ending = known.substring(digits);
    return digits != 1 && ENDINGS.contains(ending);
  }

  /** How config.json calls it. */
  String type();

  /** The largest vocabulary that it can have. */
  int mostTokens();

  /**
   * Refuses what could not be read again.
   *
   * @throws IllegalArgumentException if the model is no distribution
   */
  void check(Predictor model);

  /** What config.json tells besides its type and the vocabulary's size. */
  Map<String, Object> config(Predictor model);

  /**
   * Writes all else of the model.
   *
   * @param file what its files are called, without the ending
   */
  void write(Predictor model, CheckpointWriter writer, String file) throws IOException;

  /**
   * Reads a model.
   *
   * @param vocabularySize that it must have
   * @param file what its files are called, without the ending
   * @throws InvalidCheckpointException if it is not what {@link #write} gives
   */
  Predictor read(Path checkpoint, JsonObject config, int vocabularySize, String file)
      throws IOException;
}
