package dev.prose.checkpoint;

import dev.prose.model.BigramModel;
import dev.prose.model.Predictor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A bigram model's table, as one tensor. */
record BigramFormat() implements ModelFormat {
  static final String NAME = "bigram";

  private static final String TABLE = "token_embedding_table.weight";

  @Override
  public String type() {
    return NAME;
  }

  @Override
  public int mostTokens() {
    return BigramModel.MAX_VOCABULARY;
  }

  @Override
  public void check(Predictor model) {
    int bad = rowWithoutDistribution(((BigramModel) model).logits(), model.vocabularySize());
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

  @Override
  public Map<String, Object> config(Predictor model) {
    return Map.of("torch_dtype", "float32");
  }

  @Override
  public void write(Predictor model, CheckpointWriter writer, String file) throws IOException {
    int size = model.vocabularySize();
    Tensor table = new Tensor(new int[] {size, size}, ((BigramModel) model).logits());
    writer.tensors(file + Safetensors.ENDING, Map.of(TABLE, table));
  }

  @Override
  public Predictor read(Path checkpoint, JsonObject config, int vocabularySize, String file)
      throws IOException {
    Path weights = checkpoint.resolve(file + Safetensors.ENDING);
    float[] table = Safetensors.read(weights, TABLE, vocabularySize, vocabularySize).values();
    int bad = rowWithoutDistribution(table, vocabularySize);
    if (bad >= 0) {
      throw new InvalidCheckpointException(
          weights, "tensor \"%s\" has no distribution in row %d".formatted(TABLE, bad));
    }
    return new BigramModel(vocabularySize, table);
  }
}
