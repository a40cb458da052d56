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
  static final String ENDING = ".ngram";

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
  public void write(Predictor model, CheckpointWriter writer, String file) throws IOException {
    writer.file(file + ENDING, channel -> NGramFile.write(model, channel));
  }

  @Override
  public Predictor read(Path checkpoint, JsonObject config, int vocabularySize, String file)
      throws IOException {
    Path path = checkpoint.resolve(file + ENDING);
    Manifest.requireRegular(path);
    Predictor model;
    try {
      model = NGramFile.map(path);
      if (Files.size(path) <= Manifest.MOST_READ) {
        NGramFile.requireSound(model, path);
      }
    } catch (InvalidDataException e) {
      throw new InvalidCheckpointException(e);
    }
    if (model.vocabularySize() != vocabularySize) {
      throw config.invalid(
          "vocab_size",
          "is %d, but %s has n-grams of %d symbols"
              .formatted(vocabularySize, file + ENDING, model.vocabularySize()));
    }
    return model;
  }
}
