package dev.prose.mixture;

import dev.prose.data.LastTokens;
import dev.prose.data.Tokens;
import dev.prose.eval.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * How well a mixture predicts a text: each token but the first, given all tokens before it, or
 * those that the model may remember.
 */
public final class MixtureEvaluation {
  private static final int PARTS = 16; // on any number of processors, so that sums are the same
  private static final int BETWEEN_QUESTIONS = 1 << 10; // tokens

  private final Mixture model;
  private final Tokens tokens;
  private final BooleanSupplier stop;

  private MixtureEvaluation(Mixture model, Tokens tokens, BooleanSupplier stop) {
    this.model = model;
    this.tokens = tokens;
    this.stop = stop;
  }

  /**
   * Evaluates every token of a text but the first, exactly. Uses all processors, unless the model
   * adapts.
   *
   * @param stop asked every 1,024 tokens
   * @throws IllegalArgumentException if there are fewer than two tokens
   * @throws CancellationException if {@code stop} said so
   */
  public static Evaluation of(Mixture model, Tokens tokens, BooleanSupplier stop) {
    Requirement.require(
        tokens.size() >= 2,
        "an evaluation needs at least 2 tokens, but there are " + tokens.size());
    MixtureEvaluation evaluation = new MixtureEvaluation(model, tokens, stop);
    double nats = model.isAdaptive() ? evaluation.ofAll() : evaluation.inParts();
    return new Evaluation(nats / (tokens.size() - 1), 0, tokens.size() - 1);
  }

  // A cursor that learns has to go through everything by itself.
  private double ofAll() {
    MixtureCursor cursor = model.cursor();
    cursor.advance(tokens.at(0));
    return surprisal(cursor, 1, tokens.size());
  }

  /**
   * Has parts evaluated as soon as a reader, which is far quicker, has come to where they begin. It
   * waits where it would be too far ahead, because each part takes a copy of what it remembers.
   */
  private double inParts() {
    int processors = Runtime.getRuntime().availableProcessors();
    try (ExecutorService threads = Executors.newFixedThreadPool(processors)) {
      List<Future<Double>> work = new ArrayList<>();
      Reader reader = new Reader(model.kinds());
      long read = 0;
      for (int part = 0; part < PARTS; part++) {
        if (part > processors) {
          Work.result(work.get(part - processors - 1));
        }
        long from = begin(part);
        long to = begin(part + 1);
        if (model.memoryCharacters().isPresent()) {
          work.add(threads.submit(() -> surprisal(limitedCursorAt(from), from, to)));
        } else {
          read(reader, read, from);
          read = from;
          MixtureCursor cursor = model.cursor(reader.copy());
          work.add(threads.submit(() -> surprisal(cursor, from, to)));
        }
      }
      double nats = 0;
      for (Future<Double> each : work) {
        nats += Work.result(each);
      }
      return nats;
    }
  }

  private long begin(int part) {
    return 1 + (tokens.size() - 1) * part / PARTS;
  }

  private MixtureCursor limitedCursorAt(long position) {
    MixtureCursor cursor = model.cursor();
    int most = model.memoryCharacters().orElseThrow();
    for (long i = LastTokens.beginning(most, position); i < position; i++) {
      cursor.advance(tokens.at(i));
      requireGoOn(i);
    }
    return cursor;
  }

  private void read(Reader reader, long from, long to) {
    for (long position = from; position < to; position++) {
      reader.advance(tokens.at(position));
      requireGoOn(position);
    }
  }

  /** The surprisal of a part of the text in nats. */
  private double surprisal(MixtureCursor cursor, long from, long to) {
    double nats = 0;
    for (long position = from; position < to; position++) {
      int token = tokens.at(position);
      nats -= cursor.logProbability(token);
      cursor.advance(token);
      requireGoOn(position);
    }
    return nats;
  }

  private void requireGoOn(long position) {
    if (position % BETWEEN_QUESTIONS == 0 && stop.getAsBoolean()) {
      throw new CancellationException("the evaluation was stopped");
    }
  }
}
