package dev.prose.model;

import dev.prose.numeric.Tensor;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.Map;

/** Where a model writes its files: into a checkpoint that is being made, under one common name. */
public interface ModelOutput {
  /** Writes a file's content. */
  @FunctionalInterface
  interface Content {
    void writeTo(WritableByteChannel channel) throws IOException;
  }

  /** Writes the model's tensors, as a safetensors file of single precision. */
  void tensors(Map<String, Tensor> tensors) throws IOException;

  /**
   * Writes a file of another form.
   *
   * @param ending of its name: a dot and small letters
   * @throws IllegalArgumentException if it is no such ending
   */
  void file(String ending, Content content) throws IOException;

  /** Where a part of the model writes files of its own; each part has a number. */
  ModelOutput part(int number);
}
