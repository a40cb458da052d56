package dev.prose.cli;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.checkpoint.TrainingRun;
import dev.prose.checkpoint.TrainingState;
import dev.prose.count.AdditiveSmoothing;
import dev.prose.eval.Evaluator;
import dev.prose.model.BigramModel;
import java.io.IOException;

/** {@code prose train --fit counts}: from a text to a bigram table, in closed form. */
record CountsRun(RunSetting setting, AdditiveSmoothing smoothing) {
  int run() throws IOException {
    Console console = setting.console();
    TrainingText text = TrainingText.of(setting);
    console.out().goOnWithoutReader(); // the model is kept all the same
    Report report = new Report(console.out());
    BigramModel model;
    try (TrainingRun run = TrainingRun.open(setting.outDir())) {
      text.report(report);
      CountsFit fit = new CountsFit(report, smoothing);
      model = fit.fit(text.train(), text.validation());
      TrainingState state =
          TrainingState.of(text.corpus(), fit.description(), 0)
              .withValidationLoss(Evaluator.exact(model, text.validation()).nats())
              .withOptions(setting.options());
      UntrackedRun.keep(new Checkpoint(model, text.tokenizer(), state), run, report);
    }
    setting.write(model, text.tokenizer(), report);
    return ExitCode.OK;
  }
}
