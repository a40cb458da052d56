package dev.prose.cli.family.ngram;

import dev.prose.arpa.ArpaModel;
import dev.prose.arpa.ArpaReader;
import dev.prose.arpa.ArpaTokens;
import dev.prose.arpa.UnfitWordException;
import dev.prose.checkpoint.Checkpoint;
import dev.prose.checkpoint.Provenance;
import dev.prose.checkpoint.TrainingState;
import dev.prose.cli.option.CommandSpecs;
import dev.prose.cli.option.Option;
import dev.prose.cli.output.Console;
import dev.prose.cli.output.ExitCode;
import dev.prose.cli.output.LoadProgress;
import dev.prose.cli.output.Report;
import dev.prose.cli.train.FinishedModel;
import dev.prose.smooth.ContextSums;
import dev.prose.text.InvalidDataException;
import dev.prose.token.CharacterNames;
import dev.prose.token.OnUnknown;
import dev.prose.token.Tokenizer;
import dev.prose.token.kinds.TokenizerFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Takes over a model that another program made. */
public final class ImportCommand implements Callable<Integer> {
  private static final Path STANDARD_INPUT = Path.of("-");
  private static final String CHARACTERS = "char";
  private static final String WHITESPACE = "whitespace";
  private static final int SUMS = 5; // how many are shown

  private final Console console;
  private final CommandSpec spec =
      CommandSpecs.of(
          this,
          "import",
          "Take over an n-gram model that another program made, from an ARPA file.",
          "  prose import --from model.arpa --out-dir out-kenlm",
          "  prose import --from words.arpa --tokenizer whitespace",
          "  xzcat model.arpa.xz | prose import --from -");

  private final Option<Path> from =
      Option.of(
          Path.class,
          "--from",
          "FILE",
          "model.arpa",
          "The ARPA file, which gzip may have compressed, or - for standard input");
  private final Option<String> tokenizer =
      Option.of(
          String.class,
          "--tokenizer",
          "char|whitespace|FILE|DIR",
          CHARACTERS,
          "What the file's words are: characters, words between white space, or the tokens of a"
              + " tokenizer.json or of a model");
  private final Option<Path> outDir =
      Option.of(Path.class, "--out-dir", "DIR", "out", "Where to keep the model");

  public ImportCommand(Console console) {
    this.console = console;
    CommandSpecs.explain(
        spec,
        "Unless --tokenizer says otherwise, its words must be single characters, white space"
            + " written as prose export does: <sp>, <nl>, <tab>, <cr>. Of a model of words, as KenLM"
            + " and SRILM make them of any text, say --tokenizer whitespace. Its numbers stay as they"
            + " are: after which contexts they do not add up to 1 is reported.");
    spec.addOption(from.spec());
    spec.addOption(tokenizer.spec());
    spec.addOption(outDir.spec());
    CommandSpecs.addCommonOptions(spec);
  }

  public CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    boolean fromStandardInput = from.value().equals(STANDARD_INPUT);
    String name = fromStandardInput ? "standard input" : String.valueOf(from.value().getFileName());
    ArpaModel arpa = read(fromStandardInput, name);
    Report report = new Report(console.out());
    report.vocabulary(arpa.tokenizer());
    new NGramKind().report(arpa.model(), arpa.tokenizer().unit(), report);
    reportSums(arpa, report);
    Provenance file = new Provenance(name, "", 0);
    TrainingState state = TrainingState.of(file, "imported from an ARPA file", 0);
    FinishedModel.keep(
        new Checkpoint(arpa.model(), arpa.tokenizer(), state), outDir.value(), report);
    return ExitCode.OK;
  }

  private ArpaModel read(boolean fromStandardInput, String name) throws IOException {
    ArpaTokens tokens = tokens();
    try (LoadProgress listener = new LoadProgress(console)) {
      return fromStandardInput
          ? ArpaReader.read(console.in(), name, tokens, listener)
          : ArpaReader.read(from.value(), tokens, listener);
    } catch (UnfitWordException e) {
      throw tokenizer.value().equals(CHARACTERS)
          ? new InvalidDataException(
              e.getMessage() + ", or have its words read as they are, with --tokenizer whitespace",
              e)
          : e;
    }
  }

  private ArpaTokens tokens() throws IOException {
    return switch (tokenizer.value()) {
      case CHARACTERS -> ArpaTokens.characters();
      case WHITESPACE -> ArpaTokens.whitespace();
      default -> ArpaTokens.of(given(Path.of(tokenizer.value())));
    };
  }

  /** The tokenizer in a file, or that of the model in a folder. */
  private Tokenizer given(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return Checkpoint.load(path, Checkpoint.Kept.LATEST, OnUnknown.ERROR).tokenizer();
    }
    if (!Files.exists(path)) {
      throw new ParameterException(
          spec.commandLine(),
          "--tokenizer must be %s, %s, a file or a model's folder, but there is no %s"
              .formatted(CHARACTERS, WHITESPACE, path));
    }
    try {
      return TokenizerFile.read(path, Optional.empty());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), e.getMessage() + ": name a tokenizer.json or a model's folder", e);
    }
  }

  private static void reportSums(ArpaModel arpa, Report report) {
    ContextSums sums = ContextSums.of(arpa.model(), SUMS);
    if (sums.allOne()) {
      return;
    }
    report.line(
        "sums",
        "after %,d of %,d contexts the probabilities do not add up to 1%s",
        sums.off(),
        sums.contexts(),
        sums.off() > SUMS ? ", furthest from it" : "");
    for (ContextSums.Sum sum : sums.furthest()) {
      report.line(
          "",
          "%.6g %s",
          sum.sum(),
          sum.context().isEmpty() ? "with no context" : "after " + quoted(sum.context(), arpa));
    }
    report.line("", "The model stays as it is, so that losses are as other tools tell them;");
    report.line("", "what is generated is drawn as if they added up to 1");
  }

  private static String quoted(List<Integer> context, ArpaModel arpa) {
    int[] tokens = context.stream().mapToInt(Integer::intValue).toArray();
    return "'" + CharacterNames.escaped(arpa.tokenizer().decode(tokens)) + "'";
  }
}
