package dev.prose.cli;

import dev.prose.checkpoint.Provenance;
import dev.prose.checkpoint.TrainingRun;
import dev.prose.metrics.Measurement;
import dev.prose.metrics.MetricsCsv;
import dev.prose.plot.LossCurve;
import dev.prose.train.AdamW;
import dev.prose.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * {@code prose train --fit gradient}: from a text to a bigram table, step by step.
 *
 * @param resume whether to go on with the run that is in the folder
 * @param saveInterval the least time between checkpoints
 * @param picture where to draw the losses, if anywhere
 */
record GradientRun(
    RunSetting setting,
    TrainingOptions training,
    AdamW.Options optimizer,
    boolean resume,
    Duration saveInterval,
    Optional<Path> picture) {

  int run() throws IOException {
    Rehearsal.start();
    Console console = setting.console();
    TrainingText text = TrainingText.of(setting);
    console.out().goOnWithoutReader(); // the model is kept all the same
    Report report = new Report(console.out());
    FitOutcome outcome;
    try (TrainingRun run = TrainingRun.open(setting.outDir())) {
      Optional<Continuation> continuation =
          resume
              ? Optional.of(new Continuation(run.resume(), setting.options()))
              : Optional.empty();
      continuation.ifPresent(it -> it.requireSameRun(text.corpus(), text.tokenizer()));
      text.report(report);
      continuation.ifPresent(it -> it.report(report, run.latest()));
      try (CheckpointSaver saver =
          new CheckpointSaver(
              run,
              text.tokenizer(),
              Provenance.of(text.corpus()),
              setting.options(),
              saveInterval)) {
        outcome =
            new GradientFit(console, report, training, optimizer)
                .fit(text, continuation.map(Continuation::checkpoint), saver, setting.outDir());
      }
      if (outcome.stopped().isPresent()) {
        report.flush();
        return explainStop(outcome, run.latest());
      }
      if (picture.isPresent()) {
        List<Measurement> measurements =
            MetricsCsv.read(setting.outDir().resolve(MetricsFiles.CSV));
        LossCurve.write(picture.get(), measurements, OptionalDouble.of(text.train().optimum()));
        report.line("picture", "%s", picture.get());
      }
      report.line("saved", "%s", run.latest());
    }
    setting.write(outcome.model(), text.tokenizer(), report);
    return ExitCode.OK;
  }

  private int explainStop(FitOutcome outcome, Path saved) {
    setting
        .console()
        .err()
        .println(
            Report.format(
                "prose: stopped after %,d iterations, which are kept in %s. Go on with: prose train"
                    + " --init-from resume --out-dir %s",
                outcome.step(), saved, setting.outDir()));
    return outcome.stopped().orElseThrow();
  }
}
