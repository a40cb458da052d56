package dev.prose.neural;

import dev.prose.data.Batch;
import dev.prose.data.Tokens;
import dev.prose.eval.Evaluation;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * The loss on every token of a text but the first, where the text is cut into windows one after the
 * other and nothing is seen but the window: nanoGPT's protocol, but over all of the text.
 */
public final class WindowedEvaluation {
  private static final int TOKENS_AT_ONCE = 1024;

  private WindowedEvaluation() {}

  /**
   * Measures a model.
   *
   * @param length of the windows; the last may be shorter
   * @param stop asked now and then
   * @throws IllegalArgumentException if there are fewer than two tokens
   * @throws CancellationException if it says to stop
   * @throws dev.prose.text.InvalidDataException if the network computes numbers that are too large
   */
  public static Evaluation of(NeuralModel model, Tokens tokens, int length, BooleanSupplier stop) {
    long targets = tokens.size() - 1;
    if (targets < 1) {
      throw new IllegalArgumentException(
          "an evaluation needs at least 2 tokens, but there are " + tokens.size());
    }
    int windows = Math.max(1, TOKENS_AT_ONCE / length);
    double sum = 0;
    long from = 0;
    while (from < targets) {
      Batch batch = batch(tokens, from, windows, length);
      sum += model.loss(batch) * batch.positions();
      from += batch.positions();
      if (stop.getAsBoolean()) {
        throw new CancellationException("the evaluation was stopped");
      }
    }
    if (!Double.isFinite(sum)) {
      throw NeuralCursor.tooLarge();
    }
    return new Evaluation(sum / targets, 0, targets);
  }

  /** As many whole windows as there are left, or the rest as one. */
  private static Batch batch(Tokens tokens, long from, int windows, int length) {
    long left = tokens.size() - 1 - from;
    int whole = (int) Math.min(windows, left / length);
    int size = whole == 0 ? 1 : whole;
    int block = whole == 0 ? (int) left : length;
    int[] inputs = new int[size * block];
    int[] targets = new int[size * block];
    tokens.copyTo(from, inputs, 0, inputs.length);
    tokens.copyTo(from + 1, targets, 0, targets.length);
    return new Batch(size, block, inputs, targets);
  }
}
