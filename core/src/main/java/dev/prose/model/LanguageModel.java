package dev.prose.model;

import dev.prose.data.Batch;
import dev.prose.data.Tokens;
import java.util.function.DoubleConsumer;

/**
 * Predicts how likely each token is to come next. Immutable and safe for use by several threads; a
 * learner hands out snapshots.
 */
public non-sealed interface LanguageModel extends Predictor {
  /** A cursor before the first token of a sequence. */
  Cursor cursor();

  /**
   * A scorer before the first token of a sequence.
   *
   * @param length number of tokens that it will read; a model may prepare itself for many
   */
  default SequenceScorer scorer(long length) {
    return new CursorScorer(cursor());
  }

  /**
   * The surprisal of each token of a sequence, given all before it.
   *
   * @return [token], in nats
   * @throws IndexOutOfBoundsException if there is no such token
   */
  default double[] surprisals(int... tokens) {
    double[] surprisals = new double[tokens.length];
    scorer(tokens.length).score(tokens, tokens.length, surprisals);
    return surprisals;
  }

  /**
   * Computes the surprisal of each token of a sequence of any length, given all before it.
   *
   * @param sink takes the surprisals in order, in nats
   */
  default void surprisals(Tokens tokens, DoubleConsumer sink) {
    SequenceScorer scorer = scorer(tokens.size());
    int[] chunk = new int[(int) Math.min(tokens.size(), SequenceScorer.CHUNK)];
    double[] surprisals = new double[chunk.length];
    for (long from = 0; from < tokens.size(); from += chunk.length) {
      int count = (int) Math.min(chunk.length, tokens.size() - from);
      tokens.copyTo(from, chunk, 0, count);
      scorer.score(chunk, count, surprisals);
      for (int i = 0; i < count; i++) {
        sink.accept(surprisals[i]);
      }
    }
  }

  /** A drawer before the first token of a sequence; of the fastest kind that the model has. */
  default Drawer drawer(Reshaping reshaping) {
    return new DistributionDrawer(this, reshaping);
  }

  /**
   * The mean cross-entropy of a batch's targets, in nats per token; each window is a sequence of
   * its own.
   */
  default double loss(Batch batch) {
    batch.requireNoOffsets();
    double sum = 0;
    for (int b = 0; b < batch.batchSize(); b++) {
      Cursor cursor = cursor();
      for (int t = 0; t < batch.blockSize(); t++) {
        int position = b * batch.blockSize() + t;
        cursor.advance(batch.inputs()[position]);
        sum -= cursor.logProbability(batch.targets()[position]);
      }
    }
    return sum / batch.positions();
  }
}
