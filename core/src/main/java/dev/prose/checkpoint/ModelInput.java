package dev.prose.checkpoint;

import dev.prose.json.JsonObject;
import dev.prose.numeric.Tensor;
import dev.prose.text.InvalidFileException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a checkpoint has of a model, which is not trusted. */
public final class ModelInput {
  private final Path checkpoint;
  private final JsonObject config;
  private final int vocabularySize;
  private final String name;

  ModelInput(Path checkpoint, JsonObject config, int vocabularySize, String name) {
    this.checkpoint = checkpoint;
    this.config = config;
    this.vocabularySize = vocabularySize;
    this.name = name;
  }

  /** What config.json tells of the model. */
  public JsonObject config() {
    return config;
  }

  /** The size of the vocabulary, V, which is the tokenizer's too. */
  public int vocabularySize() {
    return vocabularySize;
  }

  /**
   * The file that {@link ModelOutput#file} wrote.
   *
   * @throws InvalidFileException if it is no regular file
   * @throws java.nio.file.NoSuchFileException if there is none
   */
  public Path file(String ending) throws IOException {
    Path file = checkpoint.resolve(name + ending);
    InvalidFileException.requireRegular(file);
    return file;
  }

  /**
   * Whether a file is small enough to be read whole when the model is loaded, and all that is in it
   * to be checked. A larger one is mapped, because it should open at once.
   */
  public boolean isReadWhole(Path file) throws IOException {
    return Files.size(file) <= Manifest.MOST_READ;
  }

  /**
   * Opens the file that {@link ModelOutput#tensors} wrote.
   *
   * @throws InvalidFileException if it is no safetensors file of single precision
   */
  public Tensors tensors() throws IOException {
    return new Tensors(checkpoint.resolve(name + Safetensors.ENDING));
  }

  /** The model's part of a number. */
  ModelInput part(int number, JsonObject ofPart) {
    return new ModelInput(checkpoint, ofPart, vocabularySize, name + "_" + number);
  }

  /** An open file of tensors. */
  public static final class Tensors implements Closeable {
    private final Path file;
    private final Safetensors.Reading reading;

    private Tensors(Path file) throws IOException {
      this.file = file;
      this.reading = new Safetensors.Reading(file);
    }

    /** Which file it is. */
    public Path file() {
      return file;
    }

    /**
     * Reads one tensor. Nothing is allocated for its numbers before it was found to have the
     * expected shape.
     *
     * @throws InvalidFileException if there is none of that name and shape
     */
    public Tensor read(String name, int... shape) throws IOException {
      return reading.read(name, shape);
    }

    @Override
    public void close() throws IOException {
      reading.close();
    }
  }
}
