package dev.prose.checkpoint;

import dev.prose.json.JsonObject;
import dev.prose.model.ModelInput;
import dev.prose.numeric.Tensor;
import dev.prose.text.InvalidFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a model's files from a checkpoint.
 *
 * @param name what the model's files are called, without the ending
 */
record CheckpointInput(Path checkpoint, JsonObject config, int vocabularySize, String name)
    implements ModelInput {
  @Override
  public Path file(String ending) throws IOException {
    Path file = checkpoint.resolve(name + ending);
    InvalidFileException.requireRegular(file);
    return file;
  }

  @Override
  public boolean isReadWhole(Path file) throws IOException {
    return Files.size(file) <= Manifest.MOST_READ;
  }

  @Override
  public Tensors tensors() throws IOException {
    Path file = checkpoint.resolve(name + Safetensors.ENDING);
    return new OpenTensors(file, new Safetensors.Reading(file));
  }

  @Override
  public ModelInput part(int number, JsonObject ofPart) {
    return new CheckpointInput(checkpoint, ofPart, vocabularySize, name + "_" + number);
  }

  private record OpenTensors(Path file, Safetensors.Reading reading) implements Tensors {
    @Override
    public long numbers() {
      return reading.numbers();
    }

    @Override
    public boolean has(String tensor) {
      return reading.has(tensor);
    }

    @Override
    public Tensor read(String tensor, int... shape) throws IOException {
      return reading.read(tensor, shape);
    }

    @Override
    public void close() throws IOException {
      reading.close();
    }
  }
}
