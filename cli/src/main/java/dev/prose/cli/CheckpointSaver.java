package dev.prose.cli;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.checkpoint.Provenance;
import dev.prose.checkpoint.TrainingRun;
import dev.prose.checkpoint.TrainingState;
import dev.prose.model.BigramModel;
import dev.prose.token.CharTokenizer;
import dev.prose.train.BigramLearner;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Keeps what a learner has learned, with all it takes to go on. It saves while training goes on: a
 * disk takes milliseconds to say that something is safe, and a short run has not many of them.
 */
final class CheckpointSaver implements AutoCloseable {
  private static final int NEVER = -1;

  private final TrainingRun run;
  private final CharTokenizer tokenizer;
  private final Provenance corpus;
  private final Map<String, String> options;
  private final ExecutorService disk =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("checkpoints").factory());
  private Future<Path> saving = CompletableFuture.completedFuture(Path.of(""));
  private int savedStep = NEVER;

  /**
   * @param options the run's, by name
   */
  CheckpointSaver(
      TrainingRun run, CharTokenizer tokenizer, Provenance corpus, Map<String, String> options) {
    this.run = run;
    this.tokenizer = tokenizer;
    this.corpus = corpus;
    this.options = options;
  }

  /** Says that a step is kept already: a run goes on from it. */
  void alreadySaved(int step) {
    savedStep = step;
  }

  /**
   * Begins to save a step, unless it is kept already, once the one before is safe.
   *
   * @param validationLoss in nats; NaN where it was not measured
   * @throws IOException if the one before could not be saved
   */
  void save(BigramLearner learner, BigramModel model, int step, double validationLoss)
      throws IOException {
    if (step == savedStep) {
      return;
    }
    String fit = Report.format("%,d iterations of AdamW", step);
    TrainingState state =
        new TrainingState(
            corpus, fit, step, validationLoss, options, Optional.of(learner.moments()));
    Checkpoint checkpoint = new Checkpoint(model, tokenizer, state);
    await();
    saving = disk.submit(() -> run.save(checkpoint));
    savedStep = step;
  }

  /**
   * Waits until all is safe.
   *
   * @throws IOException if it could not be saved
   */
  void await() throws IOException {
    try {
      saving.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a checkpoint was being saved");
    }
  }

  /** Waits for what is being saved, whatever becomes of it. */
  @Override
  public void close() {
    disk.close();
  }
}
