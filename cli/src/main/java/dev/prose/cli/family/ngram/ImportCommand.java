package dev.prose.cli.family.ngram;

import dev.prose.arpa.ArpaModel;
import dev.prose.arpa.ArpaReader;
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
import dev.prose.token.CharacterNames;
import dev.prose.token.OnUnknown;
import dev.prose.token.chars.CharTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** Takes over a model that another program made. */
public final class ImportCommand implements Callable<Integer> {
  private static final Path STANDARD_INPUT = Path.of("-");
  private static final int SUMS = 5; // how many are shown

  private final Console console;
  private final CommandSpec spec =
      CommandSpecs.of(
          this,
          "import",
          "Take over an n-gram model that another program made, from an ARPA file.",
          "  prose import --from model.arpa --out-dir out-kenlm",
          "  xzcat model.arpa.xz | prose import --from -");

  private final Option<Path> from =
      Option.of(
          Path.class,
          "--from",
          "FILE",
          "model.arpa",
          "The ARPA file, which gzip may have compressed, or - for standard input");
  private final Option<Path> outDir =
      Option.of(Path.class, "--out-dir", "DIR", "out", "Where to keep the model");

  public ImportCommand(Console console) {
    this.console = console;
    CommandSpecs.explain(
        spec,
        "Its words must be single characters, white space written as prose export does: <sp>,"
            + " <nl>, <tab>, <cr>. Its numbers stay as they are: after which contexts they do not add"
            + " up to 1 is reported.");
    spec.addOption(from.spec());
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
    CharTokenizer tokenizer = new CharTokenizer(arpa.vocabulary(), OnUnknown.ERROR);
    Report report = new Report(console.out());
    report.vocabulary(tokenizer);
    new NGramKind().report(arpa.model(), tokenizer.unit(), report);
    reportSums(arpa, report);
    Provenance file = new Provenance(name, "", 0);
    TrainingState state = TrainingState.of(file, "imported from an ARPA file", 0);
    FinishedModel.keep(new Checkpoint(arpa.model(), tokenizer, state), outDir.value(), report);
    return ExitCode.OK;
  }

  private ArpaModel read(boolean fromStandardInput, String name) throws IOException {
    try (LoadProgress listener = new LoadProgress(console)) {
      return fromStandardInput
          ? ArpaReader.read(console.in(), name, listener)
          : ArpaReader.read(from.value(), listener);
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
    return "'"
        + context.stream()
            .map(token -> CharacterNames.escaped(arpa.vocabulary().itos(token)))
            .collect(Collectors.joining())
        + "'";
  }
}
