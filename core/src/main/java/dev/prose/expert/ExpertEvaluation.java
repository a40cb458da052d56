package dev.prose.expert;

import dev.prose.data.LastTokens;
import dev.prose.data.Tokens;
import dev.prose.eval.Evaluation;
import dev.prose.mixture.MixtureCursor;
import dev.prose.neural.TwoThreads;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * How well a mixture with an expert predicts a text: each token but the first, given all tokens
 * before it, or those that the model may remember.
 */
public final class ExpertEvaluation {
  private static final int AT_ONCE = 1 << 10; // tokens
  private static final int MOST_NUMBERS = 1 << 20; // tokens at once, times vocabulary size

  private final MixtureWithExpert model;
  private final Tokens tokens;
  private final BooleanSupplier stop;

  private ExpertEvaluation(MixtureWithExpert model, Tokens tokens, BooleanSupplier stop) {
    this.model = model;
    this.tokens = tokens;
    this.stop = stop;
  }

  /**
   * Evaluates every token of a text but the first, exactly. Two threads share the work, always in
   * the same way, unless the model adapts.
   *
   * @param stop asked at each token, on both threads
   * @throws IllegalArgumentException if there are fewer than two tokens
   * @throws CancellationException if {@code stop} said so
   */
  public static Evaluation of(MixtureWithExpert model, Tokens tokens, BooleanSupplier stop) {
    if (tokens.size() < 2) {
      throw new IllegalArgumentException(
          "an evaluation needs at least 2 tokens, but there are " + tokens.size());
    }
    ExpertEvaluation evaluation = new ExpertEvaluation(model, tokens, stop);
    double nats;
    if (model.isAdaptive()) {
      nats = evaluation.surprisal(0, 1, tokens.size());
    } else if (model.memoryCharacters().isPresent()) {
      nats = evaluation.inHalves(model.memoryCharacters().getAsInt());
    } else {
      nats = evaluation.sideBySide();
    }
    return new Evaluation(nats / (tokens.size() - 1), 0, tokens.size() - 1);
  }

  /**
   * The surprisal of a part of the text, in nats.
   *
   * @param begin where a cursor begins to read
   */
  private double surprisal(long begin, long from, long to) {
    ExpertCursor cursor = model.cursor();
    double nats = 0;
    for (long position = begin; position < to; position++) {
      int token = tokens.at(position);
      nats -= position < from ? 0 : cursor.logProbability(token);
      cursor.advance(token);
      requireGoOn();
    }
    return nats;
  }

  private double inHalves(int memory) {
    long middle = 1 + (tokens.size() - 1) / 2;
    double[] nats = new double[2];
    TwoThreads.OF_THIS_MACHINE.run(
        () -> nats[0] = surprisal(0, 1, middle),
        () -> nats[1] = surprisal(LastTokens.beginning(memory, middle), middle, tokens.size()));
    return nats[0] + nats[1];
  }

  /** The mixture reads on one thread, and the network on the other. */
  private double sideBySide() {
    MixtureCursor mixture = model.mixture().cursor();
    ExpertReader expert = ExpertReader.of(model);
    int vocabularySize = model.vocabularySize();
    int atOnce =
        (int) Math.min(Math.clamp(MOST_NUMBERS / vocabularySize, 1, AT_ONCE), tokens.size());
    float[][] mixtureLogs = new float[atOnce][vocabularySize];
    float[][] logits = new float[atOnce][vocabularySize];
    int[] chunk = new int[atOnce];
    Combined combined = new Combined(model.trust(), vocabularySize);
    double nats = 0;
    for (long from = 0; from < tokens.size(); from += atOnce) {
      int count = (int) Math.min(atOnce, tokens.size() - from);
      tokens.copyTo(from, chunk, 0, count);
      TwoThreads.OF_THIS_MACHINE.run(
          () -> {
            for (int i = 0; i < count; i++) {
              mixture.logProbabilities(mixtureLogs[i]);
              mixture.advance(chunk[i]);
              requireGoOn();
            }
          },
          () -> {
            for (int i = 0; i < count; i++) {
              expert.logits(logits[i]);
              expert.advance(chunk[i], mixtureLogs[i]);
              requireGoOn();
            }
          });
      for (int i = from == 0 ? 1 : 0; i < count; i++) {
        combined.set(mixtureLogs[i], logits[i]);
        nats -= combined.logProbability(chunk[i]);
      }
    }
    return nats;
  }

  private void requireGoOn() {
    if (stop.getAsBoolean()) {
      throw new CancellationException("the evaluation was stopped");
    }
  }
}
