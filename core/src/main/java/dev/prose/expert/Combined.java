package dev.prose.expert;

import dev.prose.numeric.LogSoftmax;
import dev.prose.text.InvalidDataException;

/** The distribution that a mixture and its expert together give the next token. */
final class Combined {
  private final Trust trust;
  private final float[] logits; // [token]
  private final LogSoftmax logs;

  Combined(Trust trust, int vocabularySize) {
    this.trust = trust;
    this.logits = new float[vocabularySize];
    this.logs = new LogSoftmax(logits);
  }

  /**
   * Computes it.
   *
   * @param mixtureLogs [token], log-probabilities in nats
   * @param ofNetwork [token], logits
   * @throws InvalidDataException if the network's are too large
   */
  void set(float[] mixtureLogs, float[] ofNetwork) {
    trust.combine(mixtureLogs, ofNetwork, logits);
    if (!logs.normalize()) {
      throw new InvalidDataException(
          "the expert computes numbers that are too large for any prediction: its weights cannot"
              + " have come from training");
    }
  }

  /** A token's log-probability, in nats. */
  double logProbability(int token) {
    return logs.of(token);
  }
}
