package dev.prose.checkpoint;

import dev.prose.model.BigramModel;
import dev.prose.token.CharTokenizer;
import dev.prose.token.OnUnknown;
import java.io.IOException;
import java.nio.file.Files;
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
 * @param step after how many steps of training
 */
public record Checkpoint(
    BigramModel model, CharTokenizer tokenizer, Provenance provenance, int step) {
  private static final String CONFIG = "config.json";
  private static final String TOKENIZER = "tokenizer.json";
  private static final String WEIGHTS = "model.safetensors";
  private static final String TABLE = "token_embedding_table.weight";
  private static final String MODEL_TYPE = "bigram";

  /**
   * @throws IllegalArgumentException if model and tokenizer differ in the size of their vocabulary
   */
  public Checkpoint {
    if (model.vocabularySize() != tokenizer.vocabularySize()) {
      throw new IllegalArgumentException(
          "the model knows %,d tokens, but the tokenizer %,d"
              .formatted(model.vocabularySize(), tokenizer.vocabularySize()));
    }
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
   * @throws java.nio.file.NoSuchFileException if there is no model
   * @throws InvalidCheckpointException if a file is not what it should be
   */
  public static Checkpoint load(Path folder, OnUnknown onUnknown) throws IOException {
    Path checkpoint =
        Files.exists(folder.resolve(CONFIG)) ? folder : new RunFolder(folder).latest();
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
    BigramModel model = new BigramModel(size, table(checkpoint.resolve(WEIGHTS), size));
    return new Checkpoint(model, tokenizer, provenance, step);
  }

  private static JsonObject readJson(Path file) throws IOException {
    return JsonObject.parse(file, Files.readAllBytes(file));
  }

  private static float[] table(Path file, int size) throws IOException {
    Tensor table = Safetensors.read(file).get(TABLE);
    if (table == null) {
      throw new InvalidCheckpointException(file, "has no tensor \"" + TABLE + "\"");
    }
    int[] shape = table.shape();
    if (shape.length != 2 || shape[0] != size || shape[1] != size) {
      throw new InvalidCheckpointException(
          file, "tensor \"%s\" must have the shape [%d, %d]".formatted(TABLE, size, size));
    }
    for (int token = 0; token < size; token++) {
      boolean possible = false;
      for (int i = token * size; i < (token + 1) * size; i++) {
        float logit = table.values()[i];
        if (Float.isNaN(logit) || logit == Float.POSITIVE_INFINITY) {
          throw new InvalidCheckpointException(
              file, "tensor \"%s\" holds %s at row %d".formatted(TABLE, logit, token));
        }
        possible |= logit != Float.NEGATIVE_INFINITY;
      }
      if (!possible) {
        throw new InvalidCheckpointException(
            file, "tensor \"%s\" allows no token after row %d".formatted(TABLE, token));
      }
    }
    return table.values();
  }
}
