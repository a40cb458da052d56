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
import dev.prose.cli.output.Report;
import dev.prose.cli.train.FinishedModel;
import dev.prose.token.OnUnknown;
import dev.prose.token.chars.CharTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** Takes over a model that another program made. */
public final class ImportCommand implements Callable<Integer> {
  private final Console console;
  private final CommandSpec spec =
      CommandSpecs.of(
          this,
          "import",
          "Take over an n-gram model that another program made, from an ARPA file.",
          "  prose import --from model.arpa --out-dir out-kenlm");

  private final Option<Path> from =
      Option.of(Path.class, "--from", "FILE", "model.arpa", "The ARPA file");
  private final Option<Path> outDir =
      Option.of(Path.class, "--out-dir", "DIR", "out", "Where to keep the model");

  public ImportCommand(Console console) {
    this.console = console;
    CommandSpecs.explain(
        spec,
        "Its words must be single characters, white space written as prose export does: <sp>,"
            + " <nl>, <tab>, <cr>.");
    spec.addOption(from.spec());
    spec.addOption(outDir.spec());
    CommandSpecs.addCommonOptions(spec);
  }

  public CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    ArpaModel arpa = ArpaReader.read(from.value());
    CharTokenizer tokenizer = new CharTokenizer(arpa.vocabulary(), OnUnknown.ERROR);
    Report report = new Report(console.out());
    report.vocabulary(tokenizer.vocabularySize());
    new NGramKind().report(arpa.model(), report);
    Provenance file = new Provenance(String.valueOf(from.value().getFileName()), "", 0);
    TrainingState state = TrainingState.of(file, "imported from an ARPA file", 0);
    FinishedModel.keep(new Checkpoint(arpa.model(), tokenizer, state), outDir.value(), report);
    return ExitCode.OK;
  }
}
