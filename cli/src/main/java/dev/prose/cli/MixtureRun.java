package dev.prose.cli;

import dev.prose.checkpoint.Provenance;
import dev.prose.checkpoint.TrainingRun;
import dev.prose.data.Split;
import dev.prose.data.TokenizedText;
import dev.prose.mixture.Mixture;
import dev.prose.mixture.MixtureOptions;
import dev.prose.text.Corpus;
import dev.prose.text.InvalidDataException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * {@code prose train --model mixture}: from a text to counts of many kinds of context, and what
 * they are worth.
 *
 * @param options for a text to learn from of so many characters
 * @param resume whether to go on with the run that is in the folder
 * @param saveInterval the least time between checkpoints
 */
record MixtureRun(
    RunSetting setting,
    LongFunction<MixtureOptions> options,
    boolean resume,
    Duration saveInterval) {
  int run() throws IOException {
    Console console = setting.console();
    Corpus corpus = setting.data().load(console);
    TokenizedText text = setting.data().tokenize(console, corpus);
    console.out().goOnWithoutReader(); // the model is kept all the same
    Split split = Split.of(text.tokens(), setting.trainFraction());
    if (split.train().size() < 1 || split.validation().size() < 2) {
      throw new InvalidDataException(
          "a mixture needs a token to train on and 2 to validate with, but there are %,d and %,d. Bring a longer text, or change --train-fraction"
              .formatted(split.train().size(), split.validation().size()));
    }
    Report report = new Report(console.out());
    Mixture model;
    try (TrainingRun run = TrainingRun.open(setting.outDir())) {
      Optional<Continuation> continuation =
          resume
              ? Optional.of(new Continuation(run.resume(), setting.options()))
              : Optional.empty();
      continuation.ifPresent(it -> it.requireSameRun(corpus, text.tokenizer()));
      if (!resume) {
        MetricsFiles.remove(run.folder()); // those of a run before it
      }
      report.corpus(text.name(), text.length(), text.sha256());
      report.vocabulary(text.tokenizer().vocabularySize());
      report.split(split);
      continuation.ifPresent(it -> it.report(report, run.latest()));
      MixtureKeeper keeper =
          new MixtureKeeper(
              run, text.tokenizer(), Provenance.of(corpus), setting.options(), saveInterval);
      MixtureFit fit = new MixtureFit(console, report, options.apply(split.train().size()), keeper);
      try (StopSignals signals = new StopSignals()) {
        model =
            fit.fit(
                split,
                text.tokenizer().vocabulary(),
                continuation.map(Continuation::checkpoint),
                signals);
        if (signals.getAsBoolean()) {
          report.flush();
          return explainStop(keeper, run, signals.exitCode().orElseThrow());
        }
      }
      report.line("saved", "%s", run.latest());
    }
    setting.write(model, text.tokenizer(), report);
    return ExitCode.OK;
  }

  private int explainStop(MixtureKeeper keeper, TrainingRun run, int exitCode) {
    setting
        .console()
        .err()
        .println(
            Report.format(
                "prose: stopped after %s, which are kept in %s. Go on with: prose train"
                    + " --init-from resume --out-dir %s",
                keeper.progress(), run.latest(), setting.outDir()));
    return exitCode;
  }
}
