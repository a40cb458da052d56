package dev.prose.model;

import dev.prose.numeric.Tensor;
import dev.prose.text.InvalidFileException;
import java.io.IOException;
import java.util.Map;

/** A bigram model's table, as one tensor. */
public record BigramFormat() implements ModelFormat {
  private static final String TABLE = "token_embedding_table.weight";

  @Override
  public String type() {
    return BigramModel.TYPE;
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
  public void write(Predictor model, ModelOutput output) throws IOException {
    int size = model.vocabularySize();
    Tensor table = new Tensor(new int[] {size, size}, ((BigramModel) model).logits());
    output.tensors(Map.of(TABLE, table));
  }

  @Override
  public Predictor read(ModelInput input) throws IOException {
    int size = input.vocabularySize();
    try (ModelInput.Tensors tensors = input.tensors()) {
      float[] table = tensors.read(TABLE, size, size).values();
      int bad = rowWithoutDistribution(table, size);
      if (bad >= 0) {
        throw new InvalidFileException(
            tensors.file(), "tensor \"%s\" has no distribution in row %d".formatted(TABLE, bad));
      }
      return new BigramModel(size, table);
    }
  }
}
