package dev.prose.cli;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.random.SplitMix64;
import dev.prose.sample.GenerationOptions;
import dev.prose.sample.TextGenerator;
import dev.prose.token.OnUnknown;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes text with a trained model. */
@Command(
    name = "generate",
    description = "Write text with a trained model, one character at a time.",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  prose generate --prompt 'ROMEO:' --max-new-tokens 200",
      "  prose generate --temperature 0.8 --top-k 10 --num-samples 3",
      "  prose generate --stop $'\\n\\n'           one speech"
    })
final class GenerateCommand implements Callable<Integer> {
  private static final String SEPARATOR = "---------------";

  private final Console console;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Option(
      names = "--out-dir",
      paramLabel = "DIR",
      defaultValue = "out",
      description = "Where the model is: a run's folder (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init")
  private Path outDir;

  @Option(
      names = "--prompt",
      paramLabel = "TEXT",
      description = "What to continue (default: a newline, the beginning of a line).")
  private @Nullable String prompt;

  @Option(
      names = "--on-unknown",
      paramLabel = "error|skip|replace",
      defaultValue = "error",
      description =
          "What to do with a character of the prompt that the model does not know (default: ${DEFAULT-VALUE}).")
  private OnUnknown onUnknown = OnUnknown.ERROR;

  @Mixin private final SamplingArguments sampling = new SamplingArguments();

  @Option(
      names = "--num-samples",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many texts to write (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1337",
      description = "The same seed writes the same text (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin final CommonOptions common = new CommonOptions();

  GenerateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    GenerationOptions options = sampling.options(spec, seed);
    if (samples < 1) {
      throw new ParameterException(
          spec.commandLine(), "the number of samples must be at least 1, but is " + samples);
    }
    Checkpoint checkpoint = Checkpoint.load(outDir, onUnknown);
    TextGenerator generator = new TextGenerator(checkpoint.model(), checkpoint.tokenizer());
    String start = prompt == null ? Prompt.defaultFor(checkpoint.tokenizer()) : prompt;
    for (int sample = 0; sample < samples; sample++) {
      if (prompt != null) {
        console.out().print(prompt);
      }
      // The first sample is the one that --num-samples 1 would write.
      long sampleSeed = sample == 0 ? seed : SplitMix64.derive(seed, sample);
      generator.stream(start, options.withSeed(sampleSeed), new TextStream(console.out()));
      console.out().println("");
      if (samples > 1) {
        console.out().println(SEPARATOR);
      }
    }
    return ExitCode.OK;
  }
}
