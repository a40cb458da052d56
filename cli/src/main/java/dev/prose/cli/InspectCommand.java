package dev.prose.cli;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.text.Corpus;
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

/** Shows a text as a model sees it, or what a model has learned. */
@Command(
    name = "inspect",
    description = "Look at a trained model, or with --data at a text as a model sees it.",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  prose inspect                       what the model in out expects after each character",
      "  prose inspect --after q             after one character, with probabilities",
      "  prose inspect --data plays          a text: its vocabulary, its ids, a sample batch"
    })
final class InspectCommand implements Callable<Integer> {
  private final Console console;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final DataArguments data = new DataArguments();

  @Option(
      names = "--out-dir",
      paramLabel = "DIR",
      defaultValue = "out",
      description = "Where the model is: a run's folder (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init")
  private Path outDir;

  @Option(
      names = "--after",
      paramLabel = "TEXT",
      description = "What comes after this text (for a bigram: after its last character).")
  private @Nullable String after;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "How many next characters to show (default: 10 after one text, 5 in the list).")
  private @Nullable Integer top;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1337",
      description = "Which sample batch of a text is shown (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin final CommonOptions common = new CommonOptions();

  InspectCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (top != null && top < 1) {
      throw new ParameterException(spec.commandLine(), "--top must be at least 1, but is " + top);
    }
    if (data.given() && after != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--after asks a model and --data shows a text: leave one of them out");
    }
    Report report = new Report(console.out());
    if (data.given()) {
      Corpus corpus = data.load(console);
      new CorpusView(report).show(corpus, seed);
    } else {
      Checkpoint checkpoint = Checkpoint.load(outDir, OnUnknown.ERROR);
      ModelView view = new ModelView(report, checkpoint);
      if (after == null) {
        view.show(top == null ? 5 : top);
      } else if (after.isEmpty()) {
        throw new ParameterException(spec.commandLine(), "--after needs at least one character");
      } else {
        view.showAfter(after, top == null ? 10 : top);
      }
    }
    return ExitCode.OK;
  }
}
