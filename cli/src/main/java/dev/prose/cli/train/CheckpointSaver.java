package dev.prose.cli.train;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.checkpoint.Provenance;
import dev.prose.checkpoint.TrainingRun;
import dev.prose.checkpoint.TrainingState;
import dev.prose.cli.output.Report;
import dev.prose.model.BigramModel;
import dev.prose.token.CharTokenizer;
import dev.prose.train.BigramLearner;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a learner has learned, with all it takes to go on. It saves while training goes on,
 * one checkpoint at a time, and not more often than it is told to: of evaluations that come faster
 * than that, the newest and the best wait for the next one.
 */
public final class CheckpointSaver implements AutoCloseable {
  private static final int NEVER = -1;

  private final TrainingRun run;
  private final CharTokenizer tokenizer;
  private final Provenance corpus;
  private final Map<String, String> options;
  private final long interval; // ns
  private final ExecutorService disk =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("checkpoints").factory());
  private Future<?> saving = CompletableFuture.completedFuture(null);
  private long lastSave = System.nanoTime();
  private int lastStep = NEVER;
  private double lastLoss = Double.NaN; // nats

  private final Object lock = new Object();
  private @Nullable Checkpoint newest; // that waits to be saved
  private @Nullable Checkpoint better; // than the newest, of those that wait

  /**
   * @param options the run's, by name
   * @param interval the shortest time between two that are saved
   */
  public CheckpointSaver(
      TrainingRun run,
      CharTokenizer tokenizer,
      Provenance corpus,
      Map<String, String> options,
      Duration interval) {
    this.run = run;
    this.tokenizer = tokenizer;
    this.corpus = corpus;
    this.options = options;
    this.interval = interval.toNanos();
  }

  /**
   * Says that a step is kept already: a run goes on from it.
   *
   * @param validationLoss as kept, in nats; NaN where it was not measured
   */
  public void alreadySaved(int step, double validationLoss) {
    lastStep = step;
    lastLoss = validationLoss;
  }

  /**
   * Takes a step to be saved, unless it was the last one taken. One whose loss is known only now is
   * taken again: a run that was stopped in an evaluation begins with it, and it may be the best.
   *
   * @param validationLoss in nats; NaN where it was not measured
   * @throws IOException if one before could not be saved
   */
  public void save(BigramLearner learner, BigramModel model, int step, double validationLoss)
      throws IOException {
    boolean newlyMeasured = Double.isNaN(lastLoss) && !Double.isNaN(validationLoss);
    if (step == lastStep && !newlyMeasured) {
      return;
    }
    String fit = Report.format("%,d iterations of AdamW", step);
    TrainingState state =
        new TrainingState(
            corpus, fit, step, validationLoss, options, Optional.of(learner.moments()));
    Checkpoint checkpoint = new Checkpoint(model, tokenizer, state);
    synchronized (lock) {
      Checkpoint best = better == null ? newest : better;
      boolean betterNow = best == null || validationLoss < best.training().validationLoss();
      better = betterNow ? null : best;
      newest = checkpoint;
    }
    lastStep = step;
    lastLoss = validationLoss;
    long now = System.nanoTime();
    if (now - lastSave >= interval) {
      requireSaved(); // the one before, for which this may wait
      saving = disk.submit(this::saveWaiting);
      lastSave = now;
    }
  }

  /**
   * Saves what waits, and returns when all is safe. Nothing can be saved after that.
   *
   * @throws IOException if it could not be saved
   */
  public void finish() throws IOException {
    close();
    requireSaved();
    saveWaiting();
  }

  private @Nullable Void saveWaiting() throws IOException {
    Checkpoint first;
    Checkpoint second;
    synchronized (lock) {
      first = better;
      second = newest;
      better = null;
      newest = null;
    }
    if (first != null) {
      run.save(first);
    }
    if (second != null) {
      run.save(second);
    }
    return null;
  }

  private void requireSaved() throws IOException {
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

  /** Waits for what is being saved, whatever becomes of it. What waits is not saved any more. */
  @Override
  public void close() {
    disk.close();
  }
}
