package dev.prose.cli.family.ngram;

import dev.prose.arpa.ArpaModel;
import dev.prose.arpa.ArpaWriter;
import dev.prose.checkpoint.Checkpoint;
import dev.prose.cli.option.CommandSpecs;
import dev.prose.cli.option.ModelArguments;
import dev.prose.cli.option.Option;
import dev.prose.cli.output.Console;
import dev.prose.cli.output.ExitCode;
import dev.prose.cli.output.Report;
import dev.prose.file.AtomicFile;
import dev.prose.model.NGramModel;
import dev.prose.smooth.BackoffForm;
import dev.prose.text.InvalidDataException;
import dev.prose.token.OnUnknown;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** Writes a model in a form that other programs read. */
public final class ExportCommand implements Callable<Integer> {
  /** The forms. */
  enum Format {
    ARPA
  }

  private final CommandSpec spec =
      CommandSpecs.of(
          this,
          "export",
          "Write a model in a form that other programs read.",
          "  prose export --format arpa --to model.arpa    n-grams for KenLM and SRILM");

  private final ModelArguments model = new ModelArguments();
  private final Option<Format> format =
      Option.of(Format.class, "--format", "arpa", "arpa", "The form: an ARPA file of n-grams");
  private final Option<Path> to =
      Option.of(Path.class, "--to", "FILE", "model.arpa", "Where to write it");
  private final Console console;

  public ExportCommand(Console console) {
    this.console = console;
    CommandSpecs.explain(
        spec,
        "In an ARPA file each token is a word. A character is itself, white space a visible word:"
            + " <sp>, <nl>, <tab>, <cr>. Words between white space are themselves. Of bytes,"
            + " frequent words and subwords, each byte is a visible character, as in files of"
            + " GPT-2: a space is \u0120. With --lines the line end is <s> and </s>, the unknown"
            + " token always <unk>. What is exported can be read again with prose import.");
    model.addTo(spec);
    spec.addOption(format.spec());
    spec.addOption(to.spec());
    CommandSpecs.addCommonOptions(spec);
  }

  public CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    Checkpoint checkpoint = model.load(OnUnknown.ERROR);
    if (!(checkpoint.languageModel() instanceof NGramModel nGrams)) {
      throw new InvalidDataException(
          "an ARPA file holds one model of n-grams, and this model's type is %s. Train one with --model ngram, or name one that an interpolation was made of"
              .formatted(checkpoint.model().type()));
    }
    ArpaModel arpa = new ArpaModel(BackoffForm.of(nGrams), checkpoint.tokenizer());
    AtomicFile.replace(
        to.value(),
        channel ->
            ArpaWriter.write(arpa, new BufferedOutputStream(Channels.newOutputStream(channel))));
    Report report = new Report(console.out());
    new NGramKind().report(nGrams, checkpoint.tokenizer().unit(), report);
    report.line("written", "%s, %,d bytes", to.value(), Files.size(to.value()));
    return ExitCode.OK;
  }
}
