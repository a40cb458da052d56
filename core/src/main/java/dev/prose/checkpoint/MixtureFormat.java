package dev.prose.checkpoint;

import dev.prose.mixture.Mixture;
import dev.prose.mixture.MixtureFile;
import dev.prose.mixture.MixtureShape;
import dev.prose.model.Predictor;
import dev.prose.text.InvalidDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A mixture: its counts as a file that is mapped, its weights as tensors. */
record MixtureFormat() implements ModelFormat {
  static final String NAME = "mixture";
  static final String ENDING = ".contexts";

  private static final String CONTEXTS = "contexts";
  private static final String WINDOWS = "windows";
  private static final String LINES = "lines";
  private static final String HIDDEN = "hidden_size";

  @Override
  public String type() {
    return NAME;
  }

  @Override
  public int mostTokens() {
    return Character.MAX_CODE_POINT + 1;
  }

  @Override
  public void check(Predictor model) {
    if (((Mixture) model).isView()) {
      throw new IllegalArgumentException("a view of a mixture cannot be kept, only the model");
    }
    ((Mixture) model).requireSound();
  }

  @Override
  public Map<String, Object> config(Predictor model) {
    MixtureShape shape = ((Mixture) model).shape();
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("torch_dtype", "float32");
    config.put(CONTEXTS, shape.contexts());
    config.put(WINDOWS, shape.windows());
    config.put(LINES, shape.lines());
    config.put(HIDDEN, shape.hidden());
    return config;
  }

  @Override
  public void write(Predictor model, CheckpointWriter writer, String file) throws IOException {
    Mixture mixture = (Mixture) model;
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    mixture.tensors((name, shape, values) -> tensors.put(name, new Tensor(shape, values)));
    writer.tensors(file + Safetensors.ENDING, tensors);
    writer.file(file + ENDING, channel -> MixtureFile.write(mixture, channel));
  }

  @Override
  public Predictor read(Path checkpoint, JsonObject config, int vocabularySize, String file)
      throws IOException {
    MixtureShape shape;
    try {
      shape =
          new MixtureShape(
              config.texts(CONTEXTS),
              config.texts(WINDOWS),
              config.flag(LINES),
              (int) config.count(HIDDEN, MixtureShape.MOST_HIDDEN));
    } catch (IllegalArgumentException e) {
      throw config.invalid(TYPE, "is %s, but %s".formatted(NAME, e.getMessage()));
    }
    Path counts = checkpoint.resolve(file + ENDING);
    Path weights = checkpoint.resolve(file + Safetensors.ENDING);
    Manifest.requireRegular(counts);
    try (Safetensors.Reading tensors = new Safetensors.Reading(weights)) {
      return MixtureFile.map(
          counts,
          shape,
          vocabularySize,
          Files.size(counts) <= Manifest.MOST_READ,
          (name, size) -> tensors.read(name, size).values());
    } catch (InvalidCheckpointException e) {
      throw e;
    } catch (InvalidDataException e) {
      throw new InvalidCheckpointException(e);
    } catch (IllegalArgumentException e) {
      throw new InvalidCheckpointException(weights, "is damaged: " + e.getMessage(), e);
    }
  }
}
