package dev.prose.checkpoint;

import dev.prose.json.JsonObject;
import dev.prose.model.LanguageModel;
import dev.prose.model.ModelFormat;
import dev.prose.model.Predictor;
import dev.prose.text.InvalidFileException;
import dev.prose.token.OnUnknown;
import dev.prose.token.Tokenizer;
import dev.prose.token.kinds.TokenKinds;
import dev.prose.token.kinds.TokenizerFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A trained model with its tokenizer and how it came about, as a folder in the Hugging Face layout.
 *
 * @param model what was trained
 * @param tokenizer for its vocabulary
 * @param training how, and how to go on
 */
public record Checkpoint(Predictor model, Tokenizer tokenizer, TrainingState training) {
  private static final String CONFIG = "config.json";
  private static final String GENERATION_CONFIG = "generation_config.json";
  private static final String MODEL = "model"; // its files, whose endings depend on the kind
  private static final String TOKENIZER = "tokenizer.json";

  /** The checkpoints that a run keeps. */
  public enum Kept {
    /** The newest. */
    LATEST,
    /** The one with the lowest validation loss. */
    BEST
  }

  /**
   * @throws IllegalArgumentException if model and tokenizer differ in the size of their vocabulary,
   *     or the model is a table that gives no distribution (a logit is NaN or infinity, or a row
   *     allows nothing)
   */
  public Checkpoint {
    if (model.vocabularySize() != tokenizer.vocabularySize()) {
      throw new IllegalArgumentException(
          "the model knows %,d tokens, but the tokenizer %,d"
              .formatted(model.vocabularySize(), tokenizer.vocabularySize()));
    }
    ModelFormat format = ModelFormats.of(model);
    if (model.vocabularySize() > format.mostTokens()) {
      throw new IllegalArgumentException(
          "a model of the type %s is kept with at most %,d tokens, and this one has %,d"
              .formatted(model.type(), format.mostTokens(), model.vocabularySize()));
    }
    format.check(model);
  }

  /**
   * The model, if it gives probabilities.
   *
   * @throws NoProbabilitiesException if it has none
   */
  public LanguageModel languageModel() {
    if (model instanceof LanguageModel languageModel) {
      return languageModel;
    }
    throw new NoProbabilitiesException(training.fit());
  }

  /**
   * Saves into a run's folder, as a run of its own: see {@link TrainingRun#save}.
   *
   * @param outDir the run's folder, made if need be
   * @return the checkpoint's own folder
   * @throws IOException if it cannot be written; what was there before is then still there
   */
  public Path save(Path outDir) throws IOException {
    try (TrainingRun run = TrainingRun.open(outDir)) {
      return run.save(this);
    }
  }

  void write(Path folder) throws IOException {
    ModelFormat format = ModelFormats.of(model);
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("architectures", List.of(model.getClass().getSimpleName()));
    config.put(ModelFormats.TYPE, format.type());
    config.put("vocab_size", model.vocabularySize());
    config.putAll(format.config(model));
    // For other programs: Prose's own defaults.
    Map<String, Object> generation = new LinkedHashMap<>();
    generation.put("do_sample", true);
    generation.put("temperature", 1.0);
    generation.put("max_new_tokens", 500);

    try (CheckpointWriter writer = new CheckpointWriter(folder)) {
      writer.json(CONFIG, config);
      writer.json(GENERATION_CONFIG, generation);
      writer.json(TOKENIZER, tokenizer.json());
      format.write(model, new CheckpointOutput(writer, MODEL));
      TrainingStateFiles.write(writer, training);
      writer.finish();
    }
  }

  /** Loads a run's latest checkpoint; see {@link #load(Path, Kept, OnUnknown)}. */
  public static Checkpoint load(Path folder, OnUnknown onUnknown) throws IOException {
    return load(folder, Kept.LATEST, onUnknown);
  }

  /**
   * Loads a checkpoint, without what a learner needs to go on. Its folder may be inside a jar or
   * zip file ({@link java.nio.file.FileSystems#newFileSystem(Path)}), which may be closed
   * afterwards.
   *
   * @param folder the run's folder, or a checkpoint's own
   * @param kept which of the run's, if it is the run's
   * @param onUnknown what the tokenizer is to do with characters it does not know
   * @throws NoModelException if there is no model
   * @throws InvalidFileException if a file is not what it should be
   */
  public static Checkpoint load(Path folder, Kept kept, OnUnknown onUnknown) throws IOException {
    if (isCheckpoint(folder)) {
      return read(folder, onUnknown);
    }
    Path checkpoint = find(folder, kept);
    try {
      return read(checkpoint, onUnknown);
    } catch (NoSuchFileException | InvalidFileException e) {
      // A run may have put a newer one in its place just now.
      Path newer = find(folder, kept);
      if (newer.equals(checkpoint)) {
        throw e;
      }
      return read(newer, onUnknown);
    }
  }

  /**
   * The folder of a checkpoint itself, in which a run changes nothing any more.
   *
   * @param folder the run's folder, or a checkpoint's own
   * @param kept which of the run's, if it is the run's
   * @throws NoModelException if there is no model
   */
  public static Path locate(Path folder, Kept kept) throws IOException {
    return isCheckpoint(folder) ? folder : find(folder, kept);
  }

  /**
   * The SHA-256 of all that a model's predictions depend on, in lower-case hexadecimal: of the
   * names and contents of its configuration, its tokens and its own files. What is only about its
   * training does not count. Every byte is read, those of large files too.
   *
   * @param checkpoint the folder of a checkpoint itself, see {@link #locate}
   * @throws InvalidFileException if a file differs from the manifest
   */
  public static String fingerprint(Path checkpoint) throws IOException {
    Optional<Manifest> manifest = Manifest.read(checkpoint);
    if (manifest.isPresent()) {
      manifest.get().verifyAll(checkpoint);
    }
    return (manifest.isPresent() ? manifest.get() : Manifest.of(checkpoint))
        .fingerprint(
            name -> name.equals(CONFIG) || name.equals(TOKENIZER) || name.startsWith(MODEL));
  }

  private static boolean isCheckpoint(Path folder) {
    return !Files.exists(folder.resolve(Pointers.FILE)) && Files.exists(folder.resolve(CONFIG));
  }

  /**
   * Compares every byte of a checkpoint's files with its manifest. Loading leaves that out for
   * files that are mapped because they are large.
   *
   * @param folder the run's folder, or a checkpoint's own
   * @param kept which of the run's, if it is the run's
   * @return how many bytes were compared
   * @throws NoSuchFileException if there is no model, or no manifest
   * @throws InvalidFileException if a file is missing or differs
   */
  public static long verify(Path folder, Kept kept) throws IOException {
    Path checkpoint = locate(folder, kept);
    Optional<Manifest> manifest = Manifest.read(checkpoint);
    if (manifest.isEmpty()) {
      throw new NoSuchFileException(
          checkpoint.resolve(Manifest.FILE).toString(),
          null,
          "there is nothing to compare the files with");
    }
    return manifest.get().verifyAll(checkpoint);
  }

  static Path find(Path folder, Kept kept) throws IOException {
    Optional<Pointers> pointers = Pointers.read(folder);
    if (pointers.isEmpty()) {
      throw new NoModelException(folder);
    }
    String name =
        switch (kept) {
          case LATEST -> pointers.get().latest();
          case BEST -> pointers.get().best();
        };
    Path checkpoint = folder.resolve(name);
    if (!Files.isDirectory(checkpoint)) {
      throw new InvalidFileException(
          folder.resolve(Pointers.FILE), "names " + name + ", which is not there");
    }
    return checkpoint;
  }

  /**
   * How a run's model came about, without loading it.
   *
   * @throws NoModelException if there is none
   * @throws InvalidFileException if a file is not what it should be
   */
  public static TrainingState training(Path folder, Kept kept) throws IOException {
    return TrainingStateFiles.read(find(folder, kept));
  }

  static Checkpoint read(Path checkpoint, OnUnknown onUnknown) throws IOException {
    Optional<Manifest> manifest = Manifest.read(checkpoint);
    if (manifest.isPresent()) {
      manifest.get().verify(checkpoint);
    }
    JsonObject config = JsonObject.read(checkpoint.resolve(CONFIG));
    ModelFormat format =
        ModelFormats.named(config, ModelFormats.TYPE, config.text(ModelFormats.TYPE));
    int size = (int) config.count("vocab_size", format.mostTokens());
    Tokenizer tokenizer =
        TokenKinds.read(
            JsonObject.read(checkpoint.resolve(TOKENIZER), TokenizerFile.MOST_BYTES), onUnknown);
    if (tokenizer.vocabularySize() != size) {
      throw config.invalid(
          "vocab_size",
          "is %d, but %s has %d tokens".formatted(size, TOKENIZER, tokenizer.vocabularySize()));
    }
    return new Checkpoint(
        format.read(new CheckpointInput(checkpoint, config, size, MODEL)),
        tokenizer,
        TrainingStateFiles.read(checkpoint));
  }
}
