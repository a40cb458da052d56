package dev.prose.cli.family.ngram;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.checkpoint.Provenance;
import dev.prose.checkpoint.TrainingRun;
import dev.prose.checkpoint.TrainingState;
import dev.prose.cli.output.Console;
import dev.prose.cli.output.ExitCode;
import dev.prose.cli.output.Report;
import dev.prose.cli.train.RunSetting;
import dev.prose.cli.train.UntrackedRun;
import dev.prose.data.Split;
import dev.prose.data.TokenizedText;
import dev.prose.eval.Evaluation;
import dev.prose.model.LanguageModel;
import java.io.IOException;

/**
 * {@code prose train --model ngram}: from a text to a model of its n-grams.
 *
 * @param lines whether each line is a text of its own
 * @param alpha what additive smoothing adds to each count
 */
public record NGramRun(RunSetting setting, NGramArguments arguments, boolean lines, double alpha) {
  public int run() throws IOException {
    Console console = setting.console();
    try (TokenizedText text =
        setting.data().tokenize(console, arguments.memory(), arguments.tempDir())) {
      console.out().goOnWithoutReader(); // the model is kept all the same
      Report report = new Report(console.out());
      Split split = Split.of(text.tokens(), setting.trainFraction());
      report.corpus(text.name(), text.length(), text.sha256());
      report.vocabulary(text.tokenizer().vocabularySize());
      report.split(split);
      NGramTraining.Result result;
      try (TrainingRun run = TrainingRun.open(setting.outDir())) {
        result = new NGramTraining(report, arguments, lines, alpha).run(text, split);
        TrainingState state =
            TrainingState.of(
                    new Provenance(text.name(), text.sha256(), text.length()), result.fit(), 0)
                .withValidationLoss(result.validation().map(Evaluation::nats).orElse(Double.NaN))
                .withOptions(setting.options());
        UntrackedRun.keep(new Checkpoint(result.model(), text.tokenizer(), state), run, report);
      }
      if (result.model() instanceof LanguageModel model) {
        setting.write(model, text.tokenizer(), report);
      }
    }
    return ExitCode.OK;
  }
}
