package dev.prose.neural;

import dev.prose.model.Cursor;
import dev.prose.numeric.LogSoftmax;
import dev.prose.text.InvalidDataException;
import java.util.Arrays;
import java.util.Objects;

/** Reads along a text, and anew from each line where lines are texts of their own. */
final class NeuralCursor implements Cursor {
  private final Reader reader;
  private final LineStarts lines;
  private final float[] logits; // [token], of the next one, nats
  private final LogSoftmax logs;
  private boolean begun;
  private boolean known; // whether the logits are those after what was read

  NeuralCursor(Reader reader, int vocabularySize, LineStarts lines) {
    this.reader = reader;
    this.lines = lines;
    this.logits = new float[vocabularySize];
    this.logs = new LogSoftmax(logits);
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
    logs.copyTo(target);
  }

  @Override
  public double logProbability(int token) {
    Objects.checkIndex(token, logits.length);
    if (!begun) {
      return -StrictMath.log(logits.length);
    }
    know();
    return logs.of(token);
  }

  private void know() {
    if (!known) {
      reader.logits(logits);
      if (!logs.normalize()) {
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
