package dev.prose.checkpoint;

import dev.prose.model.BigramModel;
import dev.prose.token.CharTokenizer;
import dev.prose.token.OnUnknown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A trained model with its tokenizer and where it came from, as a folder in the Hugging Face
 * layout: config.json, tokenizer.json, model.safetensors.
 *
 * @param model what was trained
 * @param tokenizer for its vocabulary
 * @param provenance what it was trained on
 * @param fit how it was trained, in a few words for a person
 * @param step after how many steps of training
 */
public record Checkpoint(
    BigramModel model, CharTokenizer tokenizer, Provenance provenance, String fit, int step) {
  private static final String CONFIG = "config.json";
  private static final String TOKENIZER = "tokenizer.json";
  private static final String WEIGHTS = "model.safetensors";
  private static final String TABLE = "token_embedding_table.weight";
  private static final int MAX_JSON = 1 << 24; // bytes
  private static final String MODEL_TYPE = "bigram";

  /**
   * @throws IllegalArgumentException if model and tokenizer differ in the size of their vocabulary,
   *     or the model is no distribution (a logit is NaN or infinity, or a row allows nothing)
   */
  public Checkpoint {
    if (model.vocabularySize() != tokenizer.vocabularySize()) {
      throw new IllegalArgumentException(
          "the model knows %,d tokens, but the tokenizer %,d"
              .formatted(model.vocabularySize(), tokenizer.vocabularySize()));
    }
    int bad = rowWithoutDistribution(model.logits(), model.vocabularySize());
    if (bad >= 0) {
      throw new IllegalArgumentException("the model has no distribution after token " + bad);
    }
  }

  /** The first row that no softmax turns into probabilities, or -1. */
  private static int rowWithoutDistribution(float[] table, int size) {
    for (int token = 0; token < size; token++) {
      float max = Float.NEGATIVE_INFINITY;
      for (int i = token * size; i < (token + 1) * size; i++) {
        max = Math.max(max, table[i]); // NaN if any is
      }
      if (!Float.isFinite(max)) {
        return token;
      }
    }
    return -1;
  }

  /**
   * Saves into a run's folder, as its new latest checkpoint. Until that is whole and on the disk,
   * the one before it stays; then it is removed.
   *
   * @param outDir the run's folder, made if need be
   * @return the checkpoint's own folder
   * @throws IOException if it cannot be written; what was there before is then still there
   */
  public Path save(Path outDir) throws IOException {
    return new RunFolder(outDir).save("checkpoint-" + step, this::write);
  }

  private void write(Path folder) throws IOException {
    int size = model.vocabularySize();
    Map<String, Object> corpus = new LinkedHashMap<>();
    corpus.put("name", provenance.corpus());
    corpus.put("sha256", provenance.sha256());
    corpus.put("length", provenance.length());
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("architectures", List.of(BigramModel.class.getSimpleName()));
    config.put("model_type", MODEL_TYPE);
    config.put("vocab_size", size);
    config.put("torch_dtype", "float32");
    config.put("fit", fit);
    config.put("step", step);
    config.put("corpus", corpus);
    DurableFile.write(folder.resolve(CONFIG), JsonObject.format(config));
    DurableFile.write(
        folder.resolve(TOKENIZER), JsonObject.format(TokenizerJson.of(tokenizer.vocabulary())));
    Tensor table = new Tensor(new int[] {size, size}, model.logits());
    DurableFile.write(
        folder.resolve(WEIGHTS), channel -> Safetensors.write(channel, Map.of(TABLE, table)));
  }

  /**
   * Loads a run's latest checkpoint.
   *
   * @param folder the run's folder, or a checkpoint's own
   * @param onUnknown what the tokenizer is to do with characters it does not know
   * @throws NoSuchFileException if there is no model
   * @throws InvalidCheckpointException if a file is not what it should be
   */
  public static Checkpoint load(Path folder, OnUnknown onUnknown) throws IOException {
    RunFolder run = new RunFolder(folder);
    if (run.isEmpty() && Files.exists(folder.resolve(CONFIG))) {
      return read(folder, onUnknown);
    }
    Path latest = run.latest();
    try {
      return read(latest, onUnknown);
    } catch (NoSuchFileException e) {
      // A run may have put a newer one in its place just now.
      Path newer = run.latest();
      if (newer.equals(latest)) {
        throw e;
      }
      return read(newer, onUnknown);
    }
  }

  private static Checkpoint read(Path checkpoint, OnUnknown onUnknown) throws IOException {
    JsonObject config = readJson(checkpoint.resolve(CONFIG));
    if (!config.text("model_type").equals(MODEL_TYPE)) {
      throw config.invalid(
          "model_type",
          "is " + config.text("model_type") + ", but only " + MODEL_TYPE + " is known");
    }
    int size = (int) config.count("vocab_size", BigramModel.MAX_VOCABULARY);
    int step = (int) config.count("step", Integer.MAX_VALUE);
    JsonObject corpus = config.object("corpus");
    Provenance provenance =
        new Provenance(
            corpus.text("name"), corpus.text("sha256"), corpus.count("length", Long.MAX_VALUE));
    CharTokenizer tokenizer =
        TokenizerJson.read(readJson(checkpoint.resolve(TOKENIZER)), onUnknown);
    if (tokenizer.vocabularySize() != size) {
      throw config.invalid(
          "vocab_size",
          "is %d, but %s has %d symbols".formatted(size, TOKENIZER, tokenizer.vocabularySize()));
    }
    Path weights = checkpoint.resolve(WEIGHTS);
    float[] table = Safetensors.read(weights, TABLE, size, size).values();
    int bad = rowWithoutDistribution(table, size);
    if (bad >= 0) {
      throw new InvalidCheckpointException(
          weights, "tensor \"%s\" has no distribution in row %d".formatted(TABLE, bad));
    }
    return new Checkpoint(
        new BigramModel(size, table), tokenizer, provenance, config.text("fit"), step);
  }

  private static JsonObject readJson(Path file) throws IOException {
    if (Files.size(file) > MAX_JSON) {
      throw new InvalidCheckpointException(
          file, "has %,d bytes, more than any such file".formatted(Files.size(file)));
    }
    return JsonObject.parse(file, Files.readAllBytes(file));
  }
}
