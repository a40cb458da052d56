package dev.prose.mixture;

import dev.prose.json.JsonObject;
import dev.prose.model.ModelFormat;
import dev.prose.model.ModelInput;
import dev.prose.model.ModelOutput;
import dev.prose.model.Predictor;
import dev.prose.numeric.Tensor;
import dev.prose.text.InvalidDataException;
import dev.prose.text.InvalidFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A mixture: its counts as a file that is mapped, its weights as tensors. */
public record MixtureFormat() implements ModelFormat {

  private static final String ENDING = ".contexts";
  private static final String CONTEXTS = "contexts";
  private static final String OLD_KIND = "classes"; // what is called shape now
  private static final String CACHES = "caches";
  private static final String LINES = "lines";
  private static final String HIDDEN = "hidden_size";

  @Override
  public String type() {
    return Mixture.TYPE;
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
    if (((Mixture) model).countCount() == 0) {
      throw new IllegalArgumentException("a mixture that has counted nothing cannot be kept");
    }
    ((Mixture) model).requireSound();
  }

  @Override
  public Map<String, Object> config(Predictor model) {
    MixtureShape shape = ((Mixture) model).shape();
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("torch_dtype", "float32");
    config.put(CONTEXTS, shape.contexts());
    config.put(CACHES, shape.caches());
    config.put(LINES, shape.lines());
    config.put(HIDDEN, shape.hidden());
    return config;
  }

  @Override
  public void write(Predictor model, ModelOutput output) throws IOException {
    Mixture mixture = (Mixture) model;
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    mixture.tensors((name, shape, values) -> tensors.put(name, new Tensor(shape, values)));
    output.tensors(tensors);
    output.file(ENDING, channel -> MixtureFile.write(mixture, channel));
  }

  @Override
  public Predictor read(ModelInput input) throws IOException {
    MixtureShape shape = shape(input.config());
    Path counts = input.file(ENDING);
    try (ModelInput.Tensors tensors = input.tensors()) {
      try {
        return MixtureFile.map(
            counts,
            shape,
            input.vocabularySize(),
            input.isReadWhole(counts),
            (name, size) -> tensors.read(name, size).values());
      } catch (InvalidFileException e) {
        throw e;
      } catch (InvalidDataException e) {
        throw new InvalidFileException(e);
      } catch (IllegalArgumentException e) {
        throw new InvalidFileException(tensors.file(), "is damaged: " + e.getMessage(), e);
      }
    }
  }

  private static MixtureShape shape(JsonObject config) {
    if (!config.fields().containsKey(CACHES) || config.texts(CONTEXTS).contains(OLD_KIND)) {
      throw config.invalid(
          CONTEXTS, "are those of an older version of Prose: train the model again");
    }
    try {
      return new MixtureShape(
          config.texts(CONTEXTS),
          config.texts(CACHES),
          config.flag(LINES),
          (int) config.count(HIDDEN, MixtureShape.MOST_HIDDEN));
    } catch (IllegalArgumentException e) {
      throw config.invalid(CONTEXTS, "cannot be: " + e.getMessage());
    }
  }
}
