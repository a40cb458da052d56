package dev.prose.checkpoint;

import dev.prose.model.NGramFile;
import dev.prose.model.NGramModel;
import dev.prose.model.NGramScores;
import dev.prose.model.Predictor;
import dev.prose.text.InvalidDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** An n-gram model, as a file that is mapped. */
record NGramFormat() implements ModelFormat {
  static final String NAME = "ngram";
  static final String MODEL = "model.ngram";

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
    // Estimators give nothing else than distributions.
  }

  @Override
  public Map<String, Object> config(Predictor model) {
    int order =
        switch (model) {
          case NGramModel nGrams -> nGrams.order();
          case NGramScores scores -> scores.table().order();
          default -> throw new IllegalArgumentException("no n-gram model: " + model.getClass());
        };
    return Map.of("order", order);
  }

  @Override
  public void write(Predictor model, CheckpointWriter writer) throws IOException {
    writer.file(MODEL, channel -> NGramFile.write(model, channel));
  }

  @Override
  public Predictor read(Path checkpoint, JsonObject config, int vocabularySize)
      throws IOException {
    Path file = checkpoint.resolve(MODEL);
    Manifest.requireRegular(file);
    Predictor model;
    try {
      model = NGramFile.map(file);
      if (Files.size(file) <= Manifest.MOST_READ) {
        NGramFile.requireSound(model, file);
      }
    } catch (InvalidDataException e) {
      throw new InvalidCheckpointException(e);
    }
    if (model.vocabularySize() != vocabularySize) {
      throw config.invalid(
          "vocab_size",
          "is %d, but %s has n-grams of %d symbols"
              .formatted(vocabularySize, MODEL, model.vocabularySize()));
    }
    return model;
  }
}
