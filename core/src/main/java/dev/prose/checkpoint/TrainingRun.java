package dev.prose.checkpoint;

import dev.prose.file.DurableFile;
import dev.prose.text.InvalidFileException;
import dev.prose.token.OnUnknown;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A run's folder, locked for one trainer. It keeps the latest and the best checkpoint of the run,
 * and of the run that was there before the latest one, so that nothing is lost by starting another.
 */
public final class TrainingRun implements Closeable {
  private final RunFolder folder;
  private final FolderLock lock;
  private Optional<Pointers> pointers = Optional.empty(); // this run's, once it has any
  private double bestLoss = Double.NaN; // nats; NaN where it was not measured

  private TrainingRun(RunFolder folder, FolderLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Locks a folder for a run, and makes it if need be.
   *
   * @throws FolderInUseException if another trainer has it
   * @throws IOException if it cannot be made or locked
   */
  public static TrainingRun open(Path path) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    boolean madeNow = !Files.exists(path);
    Files.createDirectories(path);
    if (madeNow && parent != null) {
      DurableFile.forceFolder(parent);
    }
    FolderLock lock = FolderLock.take(path);
    try {
      RunFolder folder = new RunFolder(path);
      folder.removeLeftovers();
      return new TrainingRun(folder, lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Goes on with the run that is in the folder, from its latest checkpoint.
   *
   * @return that checkpoint, with what its learner needs to go on if that was kept
   * @throws java.nio.file.NoSuchFileException if there is none
   * @throws InvalidFileException if it is damaged
   */
  public Checkpoint resume() throws IOException {
    Path latest = Checkpoint.find(folder.path(), Checkpoint.Kept.LATEST);
    Checkpoint checkpoint = Checkpoint.read(latest, OnUnknown.ERROR);
    TrainingState state =
        TrainingStateFiles.readLearner(latest, checkpoint.model().parameterCount())
            .map(checkpoint.training()::withLearner)
            .orElse(checkpoint.training());
    Path best = Checkpoint.find(folder.path(), Checkpoint.Kept.BEST);
    bestLoss = TrainingStateFiles.read(best).validationLoss();
    pointers = Pointers.read(folder.path());
    return new Checkpoint(checkpoint.model(), checkpoint.tokenizer(), state);
  }

  /**
   * Saves a checkpoint, as the latest, and as the best if its validation loss is the lowest. Until
   * it is whole and on the disk, those before it stay; then those that are neither are removed.
   *
   * @return the checkpoint's own folder
   * @throws IOException if it cannot be written; what was there before is then still there
   */
  public Path save(Checkpoint checkpoint) throws IOException {
    double loss = checkpoint.training().validationLoss();
    boolean best = pointers.isEmpty() || loss < bestLoss || Double.isNaN(bestLoss);
    Optional<String> previous =
        pointers.isPresent() ? pointers.get().previous() : latestOfAnotherRun();
    try {
      pointers =
          Optional.of(
              folder.save(
                  checkpoint.training().step(),
                  checkpoint::write,
                  name ->
                      new Pointers(name, best ? name : pointers.orElseThrow().best(), previous)));
    } catch (FileSystemException e) {
      throw e; // it names the file
    } catch (IOException e) {
      throw new IOException(
          "%s: a checkpoint cannot be saved (%s). Those saved before are still there"
              .formatted(folder.path(), e.getMessage()),
          e);
    }
    if (best) {
      bestLoss = loss;
    }
    return latest();
  }

  /**
   * The folder of this run's latest checkpoint.
   *
   * @throws IllegalStateException if it has none yet
   */
  public Path latest() {
    return folder
        .path()
        .resolve(
            pointers
                .orElseThrow(() -> new IllegalStateException("nothing was saved yet"))
                .latest());
  }

  /** The run's folder. */
  public Path folder() {
    return folder.path();
  }

  private Optional<String> latestOfAnotherRun() throws IOException {
    try {
      return Pointers.read(folder.path())
          .map(Pointers::latest)
          .filter(name -> Files.isDirectory(folder.path().resolve(name)));
    } catch (InvalidFileException e) {
      return Optional.empty(); // it is about to be replaced
    }
  }

  /** Releases the folder. */
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
