package dev.prose.mixture;

import dev.prose.data.Tokens;
import dev.prose.eval.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * How well a mixture predicts a text: each token but the first, given all tokens before it.
 *
 * @param whole the loss of the model itself
 * @param windowsShut the loss of the model with its windows shut; empty if it has none
 */
public record MixtureEvaluation(Evaluation whole, Optional<Evaluation> windowsShut) {
  private static final int PARTS = 16; // on any number of processors, so that sums are the same
  private static final int BETWEEN_QUESTIONS = 1 << 10; // tokens

  /**
   * Evaluates every token of a text but the first, exactly. Uses all processors, unless the model
   * adapts: then the text is one part.
   *
   * @param stop asked every 1,024 tokens
   * @throws IllegalArgumentException if there are fewer than two tokens
   * @throws CancellationException if {@code stop} said so
   */
  public static MixtureEvaluation of(Mixture model, Tokens tokens, BooleanSupplier stop) {
    Requirement.require(
        tokens.size() >= 2,
        "an evaluation needs at least 2 tokens, but there are " + tokens.size());
    // A cursor that learns must learn from all tokens before a part; any other skips them quickly.
    int parts = model.isAdaptive() ? 1 : PARTS;
    int views = model.hasWindows() ? 2 : 1;
    try (ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<double[]>> work = new ArrayList<>();
      for (int part = 0; part < parts; part++) {
        long from = 1 + (tokens.size() - 1) * part / parts;
        long to = 1 + (tokens.size() - 1) * (part + 1) / parts;
        work.add(threads.submit(() -> sums(model, tokens, from, to, stop)));
      }
      double[] sums = new double[views];
      for (Future<double[]> each : work) {
        double[] ofPart = Work.result(each);
        for (int view = 0; view < views; view++) {
          sums[view] += ofPart[view];
        }
      }
      return new MixtureEvaluation(
          evaluation(sums[0], tokens),
          views == 2 ? Optional.of(evaluation(sums[1], tokens)) : Optional.empty());
    }
  }

  private static Evaluation evaluation(double nats, Tokens tokens) {
    return new Evaluation(nats / (tokens.size() - 1), 0, tokens.size() - 1);
  }

  /** The surprisal of a part of the text in nats: of the model itself, and with windows shut. */
  private static double[] sums(
      Mixture model, Tokens tokens, long from, long to, BooleanSupplier stop) {
    MixtureCursor cursor = model.cursor();
    for (long position = 0; position < from; position++) {
      cursor.advance(tokens.at(position));
    }
    double[] sums = new double[2];
    for (long position = from; position < to; position++) {
      int token = tokens.at(position);
      sums[0] -= cursor.logProbability(token);
      if (model.hasWindows()) {
        sums[1] -= cursor.logProbabilityWindowsShut(token);
      }
      cursor.advance(token);
      if (position % BETWEEN_QUESTIONS == 0 && stop.getAsBoolean()) {
        throw new CancellationException("the evaluation was stopped");
      }
    }
    return sums;
  }
}
