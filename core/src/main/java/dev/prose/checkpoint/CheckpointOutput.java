package dev.prose.checkpoint;

import dev.prose.model.ModelOutput;
import dev.prose.numeric.Tensor;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes a model's files into a checkpoint.
 *
 * @param name what the model's files are called, without the ending
 */
record CheckpointOutput(CheckpointWriter writer, String name) implements ModelOutput {
  private static final Pattern ENDING = Pattern.compile("\\.[a-z]+");

  @Override
  public void tensors(Map<String, Tensor> tensors) throws IOException {
    writer.tensors(name + Safetensors.ENDING, tensors);
  }

  @Override
  public void file(String ending, Content content) throws IOException {
    if (!ENDING.matcher(ending).matches() || ending.equals(Safetensors.ENDING)) {
      throw new IllegalArgumentException(
          "a file of a model ends with a dot and small letters, and not with " + ending);
    }
    writer.file(name + ending, content);
  }

  @Override
  public ModelOutput part(int number) {
    return new CheckpointOutput(writer, name + "_" + number);
  }
}
