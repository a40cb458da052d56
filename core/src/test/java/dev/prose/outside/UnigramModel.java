package dev.prose.outside;

import dev.prose.model.Cursor;
import dev.prose.model.LanguageModel;
import java.util.Objects;

/**
 * A family of models that the library knows nothing of: tokens with fixed probabilities.
 *
 * @param logProbabilities [token], nats
 */
@SuppressWarnings("ArrayRecordComponent") // of tests, and never compared
record UnigramModel(float[] logProbabilities) implements LanguageModel {
  static final String TYPE = "outside-unigram";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public int vocabularySize() {
    return logProbabilities.length;
  }

  @Override
  public long parameterCount() {
    return logProbabilities.length;
  }

  @Override
  public Cursor cursor() {
    return new Cursor() {
      @Override
      public void logProbabilities(float[] target) {
        if (target.length != logProbabilities.length) {
          throw new IllegalArgumentException("another vocabulary");
        }
        System.arraycopy(logProbabilities, 0, target, 0, target.length);
      }

      @Override
      public double logProbability(int token) {
        return logProbabilities[token];
      }

      @Override
      public void advance(int token) {
        Objects.checkIndex(token, logProbabilities.length);
      }
    };
  }
}
