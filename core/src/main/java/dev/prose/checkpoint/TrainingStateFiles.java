package dev.prose.checkpoint;

import dev.prose.train.AdamW;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A {@link TrainingState} as files: training_state.json and, for the optimizer's moments,
 * training_state.safetensors, in which they are called as in PyTorch.
 */
final class TrainingStateFiles {
  static final String STATE = "training_state.json";
  static final String MOMENTS = "training_state.safetensors";
  private static final String MEAN = "exp_avg";
  private static final String SQUARE = "exp_avg_sq";
  private static final String OPTIMIZER = "optimizer";

  private TrainingStateFiles() {}

  /**
   * @param shape of the weights, and so of the moments
   */
  static void write(CheckpointWriter writer, TrainingState state, int... shape) throws IOException {
    Map<String, Object> corpus = new LinkedHashMap<>();
    corpus.put("name", state.corpus().corpus());
    corpus.put("sha256", state.corpus().sha256());
    corpus.put("length", state.corpus().length());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("step", state.step());
    json.put("fit", state.fit());
    if (Double.isFinite(state.validationLoss())) {
      json.put("validation_loss", state.validationLoss());
    }
    json.put("corpus", corpus);
    json.put("options", state.options());
    if (state.moments().isPresent()) {
      json.put(OPTIMIZER, Map.of("name", "AdamW", "steps", state.moments().get().steps()));
    }
    json.put("prose", version());
    json.put("jvm", System.getProperty("java.vendor") + " " + Runtime.version());
    json.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    writer.json(STATE, json);
    if (state.moments().isPresent()) {
      Map<String, Tensor> moments = new LinkedHashMap<>();
      moments.put(MEAN, new Tensor(shape, state.moments().get().mean()));
      moments.put(SQUARE, new Tensor(shape, state.moments().get().square()));
      writer.tensors(MOMENTS, moments);
    }
  }

  /** The jar's, of which there is none where classes run from a folder. */
  private static String version() {
    return Objects.requireNonNullElse(
        TrainingStateFiles.class.getPackage().getImplementationVersion(), "unknown");
  }

  /**
   * Reads all but the moments.
   *
   * @return {@link TrainingState#UNKNOWN} where there is none
   * @throws InvalidCheckpointException if it is not what {@link #write} gives
   */
  static TrainingState read(Path checkpoint) throws IOException {
    Path file = checkpoint.resolve(STATE);
    if (!Files.exists(file)) {
      return TrainingState.UNKNOWN;
    }
    JsonObject json = JsonObject.read(file);
    JsonObject corpus = json.object("corpus");
    Provenance provenance =
        new Provenance(
            corpus.text("name"), corpus.text("sha256"), corpus.count("length", Long.MAX_VALUE));
    JsonObject described = json.object("options");
    Map<String, String> options = new LinkedHashMap<>();
    for (String name : described.fields().keySet()) {
      options.put(name, described.text(name));
    }
    return new TrainingState(
        provenance,
        json.text("fit"),
        (int) json.count("step", Integer.MAX_VALUE),
        json.fields().containsKey("validation_loss") ? json.number("validation_loss") : Double.NaN,
        options,
        Optional.empty());
  }

  /**
   * Reads the moments.
   *
   * @param shape that they must have
   * @throws InvalidCheckpointException if there are none, or they are not what {@link #write} gives
   */
  static AdamW.Moments readMoments(Path checkpoint, int... shape) throws IOException {
    Path file = checkpoint.resolve(MOMENTS);
    if (!Files.exists(file)) {
      throw new InvalidCheckpointException(
          checkpoint, "has no " + MOMENTS + ", without which training cannot go on");
    }
    JsonObject optimizer = JsonObject.read(checkpoint.resolve(STATE)).object(OPTIMIZER);
    int steps = (int) optimizer.count("steps", Integer.MAX_VALUE);
    float[] mean;
    float[] square;
    try (Safetensors.Reading moments = new Safetensors.Reading(file)) {
      mean = moments.read(MEAN, shape).values();
      square = moments.read(SQUARE, shape).values();
    }
    for (int i = 0; i < mean.length; i++) {
      if (!Float.isFinite(mean[i]) || !Float.isFinite(square[i]) || square[i] < 0) {
        throw new InvalidCheckpointException(
            file,
            "the moments of weight %d, %s and %s, cannot come from steps"
                .formatted(i, mean[i], square[i]));
      }
    }
    return new AdamW.Moments(steps, mean, square);
  }
}
