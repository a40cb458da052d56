package dev.prose.server.training;

import dev.prose.train.TrainingEvent;
import dev.prose.train.TrainingOptions;
import java.time.Duration;

/** How fast a run goes, told a few times a second. */
final class Pace {
  private static final long INTERVAL = Duration.ofMillis(250).toNanos();

  private final TrainingOptions training;
  private final RunReport report;
  private final long begin = System.nanoTime();
  private long told = begin;

  Pace(TrainingOptions training, RunReport report) {
    this.training = training;
    this.report = report;
  }

  void stepped(TrainingEvent.Stepped step) {
    long now = System.nanoTime();
    boolean last = step.iteration() == training.maxIters();
    if (now - told < INTERVAL && !last) {
      return;
    }
    told = now;
    double seconds = (now - begin) / 1e9;
    double tokens = (double) step.iteration() * training.batchSize() * training.blockSize();
    report.progress(
        step.iteration(),
        step.loss(),
        tokens / seconds,
        seconds / step.iteration() * (training.maxIters() - step.iteration()));
  }
}
