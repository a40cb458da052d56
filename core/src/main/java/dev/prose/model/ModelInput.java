package dev.prose.model;

import dev.prose.json.JsonObject;
import dev.prose.numeric.Tensor;
import dev.prose.text.InvalidFileException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** What a checkpoint has of a model, which is not trusted. */
public interface ModelInput {
  /** What config.json tells of the model. */
  JsonObject config();

  /** The size of the vocabulary, V, which is the tokenizer's too. */
  int vocabularySize();

  /**
   * The file that {@link ModelOutput#file} wrote.
   *
   * @throws InvalidFileException if it is no regular file
   * @throws java.nio.file.NoSuchFileException if there is none
   */
  Path file(String ending) throws IOException;

  /**
   * Whether a file is small enough to be read whole when the model is loaded, and all that is in it
   * to be checked. A larger one is mapped, because it should open at once.
   */
  boolean isReadWhole(Path file) throws IOException;

  /**
   * Opens the file that {@link ModelOutput#tensors} wrote.
   *
   * @throws InvalidFileException if it is no safetensors file of single precision
   */
  Tensors tensors() throws IOException;

  /**
   * What there is of a part of the model.
   *
   * @param number the part's
   * @param config what config.json tells of it
   */
  ModelInput part(int number, JsonObject config);

  /** An open file of tensors. */
  interface Tensors extends Closeable {
    /** Which file it is. */
    Path file();

    /** How many numbers all tensors have, which are there. */
    long numbers();

    /** Whether there is a tensor of that name. */
    boolean has(String name);

    /**
     * Reads one tensor. Nothing is allocated for its numbers before it was found to have the
     * expected shape.
     *
     * @throws InvalidFileException if there is none of that name and shape
     */
    Tensor read(String name, int... shape) throws IOException;
  }
}
