package dev.prose.cli.train;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.checkpoint.Provenance;
import dev.prose.checkpoint.TrainingRun;
import dev.prose.checkpoint.TrainingState;
import dev.prose.model.Predictor;
import dev.prose.token.Tokenizer;
import dev.prose.train.LearnerState;
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
 * Keeps what was learned, with all it takes to go on. It saves while training goes on, one
 * checkpoint at a time, and not more often than it is told to: of models that come faster than
 * that, the newest and the best wait for the next one.
 */
public final class Keeper implements AutoCloseable {
  private static final int NEVER = -1;

  private final TrainingRun run;
  private final Tokenizer tokenizer;
  private final Provenance corpus;
  private final Map<String, String> options;
  private final long interval; // ns
  private final ExecutorService disk =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("checkpoints").factory());
  private Future<?> saving = CompletableFuture.completedFuture(null);
  private long lastSave = System.nanoTime();
  private int lastStep = NEVER;
  private double lastLoss = Double.NaN; // nats
  private String lastFit = "";
  private boolean untracked; // until the first save

  private final Object lock = new Object();
  private @Nullable Checkpoint newest; // that waits to be saved
  private @Nullable Checkpoint better; // than the newest, of those that wait

  /**
   * What was learned at some step.
   *
   * @param step after how many steps
   * @param fit how, in a few words for a person
   * @param validationLoss in nats per token; NaN where it was not measured
   * @param learner what its learner needs to go on, if it needs anything
   */
  public record Snapshot(
      Predictor model,
      int step,
      String fit,
      double validationLoss,
      Optional<LearnerState> learner) {}

  /**
   * @param options the run's, by name
   * @param interval the shortest time between two that are saved
   */
  public Keeper(
      TrainingRun run,
      Tokenizer tokenizer,
      Provenance corpus,
      Map<String, String> options,
      Duration interval) {
    this.run = run;
    this.tokenizer = tokenizer;
    this.corpus = corpus;
    this.options = options;
    this.interval = interval.toNanos();
  }

  /** Removes the measurements of a run that was here before when the first model is saved. */
  void removeMeasurements() {
    untracked = true;
  }

  /**
   * Says that a step is kept already: a run goes on from it.
   *
   * @param fit as kept
   * @param validationLoss as kept, in nats; NaN where it was not measured
   */
  void alreadySaved(int step, String fit, double validationLoss) {
    lastStep = step;
    lastFit = fit;
    lastLoss = validationLoss;
  }

  /** Whether a model that is kept now would be saved at once. */
  public boolean isDue() {
    return System.nanoTime() - lastSave >= interval;
  }

  /**
   * Takes a model to be saved, unless it is of the step that was taken last. One whose loss is
   * known only now is taken again: a run that was stopped in an evaluation begins with it, and it
   * may be the best. So is one that was fitted further without a step. It is saved by another
   * thread, if at all, while training goes on.
   *
   * @throws IOException if one before could not be saved
   */
  public void keep(Snapshot snapshot) throws IOException {
    boolean newlyMeasured = Double.isNaN(lastLoss) && !Double.isNaN(snapshot.validationLoss);
    if (snapshot.step == lastStep && snapshot.fit.equals(lastFit) && !newlyMeasured) {
      return;
    }
    TrainingState state =
        new TrainingState(
            corpus,
            snapshot.fit,
            snapshot.step,
            snapshot.validationLoss,
            options,
            snapshot.learner);
    Checkpoint checkpoint = new Checkpoint(snapshot.model, tokenizer, state);
    synchronized (lock) {
      Checkpoint best = better == null ? newest : better;
      boolean betterNow =
          best == null
              || Double.isNaN(best.training().validationLoss())
              || snapshot.validationLoss < best.training().validationLoss();
      better = betterNow ? null : best;
      newest = checkpoint;
    }
    lastStep = snapshot.step;
    lastFit = snapshot.fit;
    lastLoss = snapshot.validationLoss;
    if (isDue()) {
      requireSaved(); // the one before, for which this may wait
      saving = disk.submit(this::saveWaiting);
      lastSave = System.nanoTime();
    }
  }

  /**
   * Saves what waits, and returns when all is safe.
   *
   * @throws IOException if it could not be saved
   */
  public void finish() throws IOException {
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
    if (untracked && second != null) {
      MetricsFiles.remove(run.folder());
      untracked = false;
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
    Future<?> last = saving;
    saving = CompletableFuture.completedFuture(null); // a failure is told once
    try {
      last.get();
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
