package dev.prose.cli.train;

import dev.prose.cli.option.DataArguments;
import dev.prose.cli.option.Prompt;
import dev.prose.cli.output.Console;
import dev.prose.cli.output.Report;
import dev.prose.cli.output.TextStream;
import dev.prose.model.LanguageModel;
import dev.prose.sample.GenerationOptions;
import dev.prose.sample.TextGenerator;
import dev.prose.token.CharTokenizer;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a training run is told, whatever the model.
 *
 * @param data the text
 * @param trainFraction the share of it that trains
 * @param outDir where to keep the model
 * @param options by name, to be kept with the model
 * @param generation how the model is to write when it is trained
 */
public record RunSetting(
    Console console,
    DataArguments data,
    double trainFraction,
    Path outDir,
    Map<String, String> options,
    GenerationOptions generation) {

  /** Lets the model write. */
  public void write(LanguageModel model, CharTokenizer tokenizer, Report report) {
    if (generation.maxNewTokens() > 0) {
      report.blank();
      new TextGenerator(model, tokenizer)
          .stream(Prompt.defaultFor(tokenizer), generation, new TextStream(console.out()));
      report.blank();
    }
  }
}
