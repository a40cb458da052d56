package dev.prose.model;

import dev.prose.text.InvalidDataException;
import dev.prose.text.InvalidFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** An n-gram model, as a file that is mapped. */
public record NGramFormat() implements ModelFormat {
  private static final String ENDING = ".ngram";

  @Override
  public String type() {
    return NGramModel.TYPE;
  }

  @Override
  public int mostTokens() {
    return Character.MAX_CODE_POINT + 1;
  }

  @Override
  public void check(Predictor model) {
    // An imported model need not add up to 1, and scores are no distribution: both can be read
    // again.
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
  public void write(Predictor model, ModelOutput output) throws IOException {
    output.file(ENDING, channel -> NGramFile.write(model, channel));
  }

  @Override
  public Predictor read(ModelInput input) throws IOException {
    Path path = input.file(ENDING);
    Predictor model;
    try {
      model = NGramFile.map(path);
      if (input.isReadWhole(path)) {
        NGramFile.requireSound(model, path);
      }
    } catch (InvalidDataException e) {
      throw new InvalidFileException(e);
    }
    if (model.vocabularySize() != input.vocabularySize()) {
      throw new InvalidFileException(
          path,
          "has n-grams of %d tokens, but the vocabulary has %d"
              .formatted(model.vocabularySize(), input.vocabularySize()));
    }
    return model;
  }
}
