package dev.prose.cli.command;

import dev.prose.cli.option.CommandSpecs;
import dev.prose.cli.option.DataArguments;
import dev.prose.cli.option.MemoryArguments;
import dev.prose.cli.option.Option;
import dev.prose.cli.option.Usage;
import dev.prose.cli.output.Console;
import dev.prose.cli.output.CorporaView;
import dev.prose.cli.output.ExitCode;
import dev.prose.cli.output.Report;
import dev.prose.cli.output.StatisticsView;
import dev.prose.corpora.Corpora;
import dev.prose.data.TokenizedText;
import dev.prose.eval.TextStatistics;
import dev.prose.token.kinds.TokenKinds;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Lists the corpora, fetches one, or counts what is in a text. */
public final class DataCommand implements Callable<Integer> {
  private final Console console;
  private final CommandSpec spec =
      CommandSpecs.of(
          this,
          "data",
          "List the corpora, fetch one, or with --data count what is in a text.",
          "  prose data                          the corpora, and which are here",
          "  prose data --fetch tinyshakespeare  download it now, for later",
          "  prose data --data my.txt            sizes, frequencies, entropies of a text",
          "  prose data --data plays --json      for programs");

  private final DataArguments data = new DataArguments(DataArguments.Default.NONE);
  private final MemoryArguments memory = new MemoryArguments();
  private final Option<Integer> top =
      Option.of(
          Integer.class, "--top", "N", "10", "How many of the most frequent characters to show");
  private final Option<String> fetch =
      Option.optional(
          String.class, "--fetch", DataArguments.CORPUS, "Download a corpus unless it is here");
  private final Option<Boolean> json = Option.flag("--json", "Print one JSON object");

  public DataCommand(Console console) {
    this.console = console;
    data.addTo(spec);
    memory.addTo(spec);
    spec.addOption(top.spec());
    spec.addOption(fetch.spec());
    spec.addOption(json.spec());
    CommandSpecs.addCommonOptions(spec);
  }

  public CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    if (!data.given()) {
      Usage.refuse(
          spec,
          List.of("--top", "--encoding", "--on-malformed", MemoryArguments.NAME, "--temp-dir"),
          "has no effect without --data: leave it out");
    }
    if (data.keepsMalformed()) {
      throw new ParameterException(
          spec.commandLine(),
          "--on-malformed keep has no meaning here, where characters are counted: take replace");
    }
    if (fetch.given().isPresent()) {
      Usage.refuse(spec, List.of("--data", "--json"), "has no effect beside --fetch: leave it out");
      new CorpusFetch(console).fetch(Corpora.installed().require(fetch.value()));
    } else if (data.given()) {
      showStatistics();
    } else {
      showCorpora();
    }
    return ExitCode.OK;
  }

  private void showStatistics() throws IOException {
    if (top.value() < 0) {
      throw new ParameterException(
          spec.commandLine(), "--top must be 0 or more, but is " + top.value());
    }
    Usage.options(spec, memory::bytes);
    StatisticsView view = new StatisticsView(statistics(), top.value());
    if (json.value()) {
      view.json(console.out());
    } else {
      view.show(new Report(console.out()));
    }
  }

  private TextStatistics statistics() throws IOException {
    try (TokenizedText text = data.tokenize(console, memory, TokenKinds.byDefault())) {
      return TextStatistics.of(text);
    }
  }

  private void showCorpora() {
    CorporaView view = new CorporaView(Corpora.installed().all());
    if (json.value()) {
      view.json(console.out());
    } else {
      view.show(new Report(console.out()));
    }
  }
}
