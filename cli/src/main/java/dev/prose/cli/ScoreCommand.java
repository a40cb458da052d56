package dev.prose.cli;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.model.LanguageModel;
import dev.prose.text.Corpus;
import dev.prose.token.OnUnknown;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Shows how much each character of a text surprises a trained model. */
final class ScoreCommand implements Callable<Integer> {
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

  ScoreCommand(Console console) {
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

  CommandSpec spec() {
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
    Optional<ModelMode> mode = ModelMode.of(scored);
    TextScorer scorer = new TextScorer(scored, checkpoint.tokenizer(), onUnknown.value());
    Surprises surprises = new Surprises(top.given().orElse(TOP));
    if (json.value()) {
      ScoreJson scores = new ScoreJson(corpus.length(), surprises);
      scorer.score(corpus.text(), scores::add);
      scores.print(corpus.name(), mode, console.out());
    } else if (console.outTerminal()) {
      ScoreView view = new ScoreView(console, corpus.text(), surprises);
      scorer.score(corpus.text(), view::show);
      view.end(mode);
    } else {
      ScoreLines lines = new ScoreLines(console.out());
      if (top.given().isPresent()) {
        scorer.score(corpus.text(), surprises::add);
        surprises.top().forEach(lines::print);
      } else {
        scorer.score(corpus.text(), lines::print);
      }
    }
    return ExitCode.OK;
  }
}
