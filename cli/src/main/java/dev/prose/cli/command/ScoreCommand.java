package dev.prose.cli.command;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.cli.family.Families;
import dev.prose.cli.family.MemoryOfText;
import dev.prose.cli.option.CommandSpecs;
import dev.prose.cli.option.DataArguments;
import dev.prose.cli.option.MemoryArguments;
import dev.prose.cli.option.ModelArguments;
import dev.prose.cli.option.Option;
import dev.prose.cli.option.Usage;
import dev.prose.cli.output.Console;
import dev.prose.cli.output.ExitCode;
import dev.prose.cli.output.LineScoreView;
import dev.prose.cli.output.ModelMode;
import dev.prose.cli.output.ScoreJson;
import dev.prose.cli.output.ScoreLines;
import dev.prose.cli.output.ScoreView;
import dev.prose.data.OpenText;
import dev.prose.eval.Surprises;
import dev.prose.eval.TextScorer;
import dev.prose.model.LanguageModel;
import dev.prose.text.Corpus;
import dev.prose.text.InvalidDataException;
import dev.prose.token.OnUnknown;
import dev.prose.token.Tokenizer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Shows how much each character of a text surprises a trained model. */
public final class ScoreCommand implements Callable<Integer> {
  private static final int TOP = 10;

  private final Console console;
  private final CommandSpec spec =
      CommandSpecs.of(
          this,
          "score",
          "Show how much each token of a text surprises a trained model.",
          "  echo 'To be, or not' | prose score",
          "  prose score --data my.txt --top 20",
          "  prose score --data my.txt | sort -k 3,3nr | head",
          "  prose score --by-line < sentences.txt | sort -k 4,4n",
          "  prose score --json < my.txt");

  private final DataArguments data = new DataArguments(DataArguments.Default.STANDARD_INPUT);
  private final MemoryArguments memory = new MemoryArguments();
  private final ModelArguments model = new ModelArguments();
  private final MemoryOfText memoryOfText =
      new MemoryOfText("each character after it was predicted");
  private final Option<OnUnknown> onUnknown =
      Option.of(
          OnUnknown.class,
          "--on-unknown",
          "error|skip|replace",
          "error",
          "What to do with a character that the model does not know");
  private final Option<Integer> top =
      Option.optional(
          Integer.class,
          "--top",
          "N",
          "How many of the most surprising tokens to list (default: 10); off a terminal, to"
              + " print these alone");
  private final Option<Boolean> byLine =
      Option.flag(
          "--by-line",
          "A score for each line of the text: its number, characters, bits, bits a character and"
              + " perplexity, with tabs between; by a model of --lines each line by itself, by another"
              + " one after all lines before it. The text's first token is not predicted: begin with an"
              + " empty line to have that of the first line predicted too");
  private final Option<Boolean> json =
      Option.flag(
          "--json",
          "Print one JSON object: tokens, ids, surprisals in bits, their total, and the most"
              + " surprising tokens; with --by-line, the lines and their total");

  public ScoreCommand(Console console) {
    this.console = console;
    CommandSpecs.explain(
        spec,
        "In bits: -log2 of the probability that the model gave it. On a terminal the text is"
            + " coloured; elsewhere each token has a line: line, column, bits, token, the"
            + " likeliest one in its place and its probability, with tabs between. The first"
            + " token has nothing before it to be predicted from.");
    data.addTo(spec);
    memory.addTo(spec);
    model.addTo(spec);
    memoryOfText.addTo(spec);
    spec.addOption(onUnknown.spec());
    spec.addOption(top.spec());
    spec.addOption(byLine.spec());
    spec.addOption(json.spec());
    CommandSpecs.addCommonOptions(spec);
  }

  public CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    if (top.given().orElse(0) < 0) {
      throw new ParameterException(
          spec.commandLine(), "--top must be 0 or more, but is " + top.value());
    }
    if (byLine.value()) {
      Usage.refuse(
          spec, List.of("--top"), "ranks tokens, and --by-line scores lines: leave one out");
    }
    Usage.options(spec, memory::bytes);
    Checkpoint checkpoint = model.load(onUnknown.value());
    data.readAnyBytes(checkpoint.tokenizer().readsAnyBytes());
    data.readLines(Families.isOfLines(checkpoint.model()));
    LanguageModel scored = memoryOfText.model(checkpoint, spec);
    Optional<ModelMode> mode = Families.kindOf(scored).mode(scored);
    Tokenizer tokenizer = checkpoint.tokenizer();
    Surprises surprises = new Surprises(top.given().orElse(TOP));
    if (!byLine.value() && !json.value() && console.outTerminal()) {
      color(scored, tokenizer, surprises, mode);
      return ExitCode.OK;
    }
    try (OpenText text = data.open(console, memory)) {
      if (byLine.value()) {
        LineScoreView view = new LineScoreView(text, scored, tokenizer, mode);
        if (json.value()) {
          view.json(console.out());
        } else {
          view.print(console.out());
        }
      } else if (json.value()) {
        new ScoreJson(text, scored, tokenizer, mode).print(surprises, console.out());
      } else {
        ScoreLines lines = new ScoreLines(console.out(), tokenizer);
        if (top.given().isPresent()) {
          TextScorer.score(scored, tokenizer, text, surprises::add);
          surprises.top().forEach(lines::print);
        } else {
          TextScorer.score(scored, tokenizer, text, lines::print);
        }
      }
    }
    return ExitCode.OK;
  }

  /** Shows the text itself, for a person, who sees it whole. */
  private void color(
      LanguageModel scored, Tokenizer tokenizer, Surprises surprises, Optional<ModelMode> mode)
      throws IOException {
    if (data.isStreamed(console, memory)) {
      throw new InvalidDataException(
          "the text is too large for the memory, and to be shown in colours it has to be there. Write"
              + " its scores to a file or a pipe, or leave the text out with --json or --by-line");
    }
    Corpus corpus = data.load(console);
    ScoreView view = new ScoreView(console, corpus.text(), tokenizer, surprises);
    TextScorer.score(scored, tokenizer, corpus.text(), view::show);
    view.end(mode);
  }
}
