package dev.prose.checkpoint;

import dev.prose.json.JsonObject;
import dev.prose.train.LearnerState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A {@link TrainingState} as files: training_state.json and, for what a learner needs to go on,
 * training_state.safetensors.
 */
final class TrainingStateFiles {
  static final String STATE = "training_state.json";
  static final String TENSORS = "training_state.safetensors";
  private static final long MOST_PER_PARAMETER = 4; // numbers that an optimizer keeps
  private static final long MOST_BESIDES = 1 << 20;

  private static final String OPTIMIZER = "optimizer";
  private static final String NAME = "name";
  private static final String STEPS = "steps";

  private TrainingStateFiles() {}

  static void write(CheckpointWriter writer, TrainingState state) throws IOException {
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
    if (state.learner().isPresent()) {
      LearnerState learner = state.learner().get();
      json.put(OPTIMIZER, Map.of(NAME, learner.optimizer(), STEPS, learner.steps()));
    }
    json.put("prose", version());
    json.put("jvm", System.getProperty("java.vendor") + " " + Runtime.version());
    json.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    writer.json(STATE, json);
    if (state.learner().isPresent()) {
      writer.tensors(TENSORS, state.learner().get().tensors());
    }
  }

  /** The version of the jar; unknown where classes are run from a folder. */
  private static String version() {
    return Objects.requireNonNullElse(
        TrainingStateFiles.class.getPackage().getImplementationVersion(), "unknown");
  }

  /**
   * Reads all but what a learner needs.
   *
   * @return {@link TrainingState#UNKNOWN} where there is none
   * @throws InvalidFileException if it is not what {@link #write} gives
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
   * Reads what a learner needs, if it was kept.
   *
   * @param parameters how many the model has: no optimizer keeps more than a few numbers for each
   * @throws dev.prose.text.InvalidFileException if it is not what {@link #write} gives
   */
  static Optional<LearnerState> readLearner(Path checkpoint, long parameters) throws IOException {
    Path file = checkpoint.resolve(TENSORS);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    JsonObject optimizer = JsonObject.read(checkpoint.resolve(STATE)).object(OPTIMIZER);
    int steps = (int) optimizer.count(STEPS, Integer.MAX_VALUE);
    try (Safetensors.Reading tensors = new Safetensors.Reading(file)) {
      return Optional.of(
          new LearnerState(
              optimizer.text(NAME),
              steps,
              tensors.readAll(MOST_PER_PARAMETER * parameters + MOST_BESIDES)));
    }
  }
}
