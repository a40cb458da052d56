package dev.prose.model;

import dev.prose.text.InvalidFileException;
import java.io.IOException;
import java.util.Map;

/**
 * How one kind of model is kept in a checkpoint. Formats from outside this library are found by
 * {@link java.util.ServiceLoader}, under this interface's name, for the types that it does not know
 * itself.
 */
public interface ModelFormat {
  /** The type of its models: {@link Predictor#type}, and {@code model_type} in config.json. */
  String type();

  /** The largest vocabulary that a model can have. */
  int mostTokens();

  /**
   * Refuses what could not be read again.
   *
   * @throws IllegalArgumentException if it is such a model
   */
  void check(Predictor model);

  /**
   * What config.json tells of a model besides its type and the vocabulary's size.
   *
   * @return texts, numbers, flags, and lists and maps of these, by key
   */
  Map<String, Object> config(Predictor model);

  /** Writes all else of a model. */
  void write(Predictor model, ModelOutput output) throws IOException;

  /**
   * Reads a model.
   *
   * @throws InvalidFileException if it is not what {@link #write} gives
   */
  Predictor read(ModelInput input) throws IOException;
}
