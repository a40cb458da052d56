package dev.prose.checkpoint;

import dev.prose.model.BigramModel;
import dev.prose.model.Predictor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** How one kind of model is kept in a checkpoint. */
sealed interface ModelFormat permits BigramFormat, NGramFormat {
  /** The key in config.json that says which kind it is. */
  String TYPE = "model_type";

  /** That of a model. */
  @SuppressWarnings("IfChainToSwitch") // the first pattern switch takes 4 ms of every run
  static ModelFormat of(Predictor model) {
    return model instanceof BigramModel ? new BigramFormat() : new NGramFormat();
  }

  /**
   * That which a config.json names.
   *
   * @throws InvalidCheckpointException if it names none that is known
   */
  static ModelFormat named(JsonObject config) {
    String type = config.text(TYPE);
    return switch (type) {
      case BigramFormat.NAME -> new BigramFormat();
      case NGramFormat.NAME -> new NGramFormat();
      default ->
          throw config.invalid(
              TYPE,
              "is %s, but only %s and %s are known"
                  .formatted(type, BigramFormat.NAME, NGramFormat.NAME));
    };
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

  /** Writes all else of the model. */
  void write(Predictor model, CheckpointWriter writer) throws IOException;

  /**
   * Reads a model.
   *
   * @param vocabularySize that it must have
   * @throws InvalidCheckpointException if it is not what {@link #write} gives
   */
  Predictor read(Path checkpoint, JsonObject config, int vocabularySize) throws IOException;
}
