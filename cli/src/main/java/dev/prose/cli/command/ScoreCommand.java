package dev.prose.cli.command;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.cli.family.AdaptArguments;
import dev.prose.cli.family.Families;
import dev.prose.cli.option.CommandSpecs;
import dev.prose.cli.option.DataArguments;
import dev.prose.cli.option.ModelArguments;
import dev.prose.cli.option.Option;
import dev.prose.cli.output.Console;
import dev.prose.cli.output.ExitCode;
import dev.prose.cli.output.ModelMode;
import dev.prose.cli.output.ScoreJson;
import dev.prose.cli.output.ScoreLines;
import dev.prose.cli.output.ScoreView;
import dev.prose.eval.Surprises;
import dev.prose.eval.TextScorer;
import dev.prose.model.LanguageModel;
import dev.prose.text.Corpus;
import dev.prose.token.OnUnknown;
import dev.prose.token.Tokenizer;
import java.io.IOException;
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
          "Show how much each character of a text surprises a trained model.",
          "  echo 'To be, or not' | prose score",
          "  prose score --data my.txt --top 20",
          "  prose score --data my.txt | sort -k 3,3nr | head",
          "  prose score --json < my.txt");

  private final DataArguments data = new DataArguments(DataArguments.Default.STANDARD_INPUT);
  private final ModelArguments model = new ModelArguments();
  private final AdaptArguments adapt = new AdaptArguments("each character after it was predicted");
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
          "How many of the most surprising characters to list (default: 10); off a terminal, to"
              + " print these alone");
  private final Option<Boolean> json =
      Option.flag(
          "--json",
          "Print one JSON object: tokens, ids, surprisals in bits, their total, and the most"
              + " surprising characters");

  public ScoreCommand(Console console) {
    this.console = console;
    CommandSpecs.explain(
        spec,
        "In bits: -log2 of the probability that the model gave it. On a terminal the text is"
            + " coloured; elsewhere each character has a line: line, column, bits, character, the"
            + " likeliest one in its place and its probability, with tabs between. The first"
            + " character has nothing before it to be predicted from.");
    data.addTo(spec);
    model.addTo(spec);
    adapt.addTo(spec);
    spec.addOption(onUnknown.spec());
    spec.addOption(top.spec());
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
    Checkpoint checkpoint = model.load(onUnknown.value());
    data.readLines(ModelArguments.isOfLines(checkpoint));
    Corpus corpus = data.load(console);
    LanguageModel scored = adapt.model(checkpoint, spec);
    Optional<ModelMode> mode = Families.kindOf(scored).mode(scored);
    Tokenizer tokenizer = checkpoint.tokenizer();
    String text = corpus.text();
    Surprises surprises = new Surprises(top.given().orElse(TOP));
    if (json.value()) {
      ScoreJson scores = new ScoreJson(tokenizer, surprises);
      TextScorer.score(scored, tokenizer, text, scores::add);
      scores.print(corpus.name(), mode, console.out());
    } else if (console.outTerminal()) {
      ScoreView view = new ScoreView(console, text, tokenizer, surprises);
      TextScorer.score(scored, tokenizer, text, view::show);
      view.end(mode);
    } else {
      ScoreLines lines = new ScoreLines(console.out(), tokenizer);
      if (top.given().isPresent()) {
        TextScorer.score(scored, tokenizer, text, surprises::add);
        surprises.top().forEach(lines::print);
      } else {
        TextScorer.score(scored, tokenizer, text, lines::print);
      }
    }
    return ExitCode.OK;
  }
}
