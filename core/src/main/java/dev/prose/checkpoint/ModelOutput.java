package dev.prose.checkpoint;

import dev.prose.numeric.Tensor;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.Map;
import java.util.regex.Pattern;

/** Where a model writes its files: into a checkpoint that is being made, under one common name. */
public final class ModelOutput {
  private static final Pattern ENDING = Pattern.compile("\\.[a-z]+");

  private final CheckpointWriter writer;
  private final String name;

  ModelOutput(CheckpointWriter writer, String name) {
    this.writer = writer;
    this.name = name;
  }

  /** Writes a file's content. */
  @FunctionalInterface
  public interface Content {
    void writeTo(WritableByteChannel channel) throws IOException;
  }

  /** Writes the model's tensors, as a safetensors file of single precision. */
  public void tensors(Map<String, Tensor> tensors) throws IOException {
    writer.tensors(name + Safetensors.ENDING, tensors);
  }

  /**
   * Writes a file of another form.
   *
   * @param ending of its name: a dot and small letters
   * @throws IllegalArgumentException if it is no such ending
   */
  public void file(String ending, Content content) throws IOException {
    if (!ENDING.matcher(ending).matches() || ending.equals(Safetensors.ENDING)) {
      throw new IllegalArgumentException(
          "a file of a model ends with a dot and small letters, and not with " + ending);
    }
    writer.file(name + ending, content);
  }

  /** Where the model's part of a number writes its own files. */
  ModelOutput part(int number) {
    return new ModelOutput(writer, name + "_" + number);
  }
}
