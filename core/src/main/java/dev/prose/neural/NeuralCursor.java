package dev.prose.neural;

import dev.prose.model.Cursor;
import dev.prose.numeric.LogSumExp;
import dev.prose.text.InvalidDataException;
import java.util.Arrays;
import java.util.Objects;

/** Reads along a text, and anew from each line where lines are texts of their own. */
final class NeuralCursor implements Cursor {
  private final Reader reader;
  private final LineStarts lines;
  private final float[] logits; // [token], of the next one, nats
  private final double[] scratch;
  // Of the logits, nats; kept apart, because next to a huge max the digits of logSum would be lost.
  private float max;
  private double logSum;
  private boolean begun;
  private boolean known; // whether the logits are those after what was read

  NeuralCursor(Reader reader, int vocabularySize, LineStarts lines) {
    this.reader = reader;
    this.lines = lines;
    this.logits = new float[vocabularySize];
    this.scratch = new double[vocabularySize];
    lines.lineEnd().ifPresent(this::advance);
  }

  @Override
  public void logProbabilities(float[] target) {
    Cursor.requireVocabularySized(target.length, logits.length);
    if (!begun) {
      Arrays.fill(target, (float) -StrictMath.log(logits.length));
      return;
    }
    know();
    for (int token = 0; token < target.length; token++) {
      target[token] = (float) ((double) logits[token] - max - logSum);
    }
  }

  @Override
  public double logProbability(int token) {
    Objects.checkIndex(token, logits.length);
    if (!begun) {
      return -StrictMath.log(logits.length);
    }
    know();
    return (double) logits[token] - max - logSum;
  }

  private void know() {
    if (!known) {
      reader.logits(logits);
      max = LogSumExp.max(logits);
      logSum = LogSumExp.aboveMax(logits, max, scratch);
      if (!Float.isFinite(max) || Double.isNaN(logSum)) {
        throw tooLarge();
      }
      known = true;
    }
  }

  /** What is thrown where a network computes numbers that are none. */
  static InvalidDataException tooLarge() {
    return new InvalidDataException(
        "the network computes numbers that are too large for any prediction: its weights cannot"
            + " have come from training");
  }

  @Override
  public void advance(int token) {
    Objects.checkIndex(token, logits.length);
    if (lines.begins(token)) {
      reader.restart();
    }
    reader.read(token);
    begun = true;
    known = false;
  }
}
