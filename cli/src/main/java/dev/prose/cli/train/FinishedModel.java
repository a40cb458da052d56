package dev.prose.cli.train;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.checkpoint.TrainingRun;
import dev.prose.cli.output.Report;
import java.io.IOException;
import java.nio.file.Path;

/** Keeps a model that was made at once, and so has no measurements on the way. */
public final class FinishedModel {
  private FinishedModel() {}

  /** Keeps the model, and nothing of the measurements of a run that was in the folder before. */
  public static void keep(Checkpoint checkpoint, Path folder, Report report) throws IOException {
    try (TrainingRun run = TrainingRun.open(folder)) {
      MetricsFiles.remove(run.folder());
      report.line("saved", "%s", run.save(checkpoint));
    }
  }
}
