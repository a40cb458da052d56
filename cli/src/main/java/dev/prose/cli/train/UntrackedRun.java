package dev.prose.cli.train;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.checkpoint.TrainingRun;
import dev.prose.cli.output.Report;
import java.io.IOException;

/** A run that comes to its model at once, and so has no measurements on the way. */
public final class UntrackedRun {
  private UntrackedRun() {}

  /** Keeps the model, and nothing of the measurements of a run before it. */
  public static void keep(Checkpoint checkpoint, TrainingRun run, Report report)
      throws IOException {
    MetricsFiles.remove(run.folder());
    report.line("saved", "%s", run.save(checkpoint));
  }
}
