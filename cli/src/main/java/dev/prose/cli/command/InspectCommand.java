package dev.prose.cli.command;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.cli.family.ModelView;
import dev.prose.cli.model.ModelPicture;
import dev.prose.cli.option.CommandSpecs;
import dev.prose.cli.option.DataArguments;
import dev.prose.cli.option.ModelArguments;
import dev.prose.cli.option.Option;
import dev.prose.cli.option.Usage;
import dev.prose.cli.output.Console;
import dev.prose.cli.output.CorpusView;
import dev.prose.cli.output.ExitCode;
import dev.prose.cli.output.Report;
import dev.prose.token.OnUnknown;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Shows a text as a model sees it, or what a model has learned. */
public final class InspectCommand implements Callable<Integer> {
  private static final int TOP_IN_LIST = 5;
  private static final int TOP_AFTER = 10;

  private final Console console;
  private final CommandSpec spec =
      CommandSpecs.of(
          this,
          "inspect",
          "Look at a trained model, or with --data at a text as a model sees it.",
          "  prose inspect                  what the model in out expects after each",
          "                                 token",
          "  prose inspect --after q        after one character, with probabilities",
          "  prose inspect --plot t.png     the whole table as a picture, or what a network",
          "                                 takes its tokens for",
          "  prose inspect --verify         whether its files are as they were written",
          "  prose inspect --data plays     a text: its vocabulary, ids, a sample batch");

  private final DataArguments data = new DataArguments(DataArguments.Default.NONE);
  private final ModelArguments model = new ModelArguments();
  private final Option<String> after =
      Option.optional(
          String.class,
          "--after",
          "TEXT",
          "What comes after this text; a bigram model looks at its last token alone");
  private final Option<Integer> top =
      Option.optional(
          Integer.class,
          "--top",
          "N",
          "How many next tokens to show (default: 10 after a text, 5 in the list)");
  private final Option<Path> plot =
      Option.optional(
          Path.class,
          "--plot",
          "FILE.png",
          "Where to draw a bigram model's table, or the tokens of a network as points; with --after,"
              + " where the heads of a transformer look");
  private final Option<Boolean> verify =
      Option.flag(
          "--verify",
          "Compare every byte of the model's files with the checksums in its manifest, those too"
              + " that are not read when it is loaded because they are large");
  private final Option<Long> seed =
      Option.of(Long.class, "--seed", "N", "1337", "Which sample batch of a text is shown");

  public InspectCommand(Console console) {
    this.console = console;
    data.addTo(spec);
    model.addTo(spec);
    spec.addOption(after.spec());
    spec.addOption(top.spec());
    spec.addOption(plot.spec());
    spec.addOption(verify.spec());
    spec.addOption(seed.spec());
    CommandSpecs.addCommonOptions(spec);
  }

  public CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    if (top.given().orElse(1) < 1) {
      throw refusal("--top must be at least 1, but is " + top.value());
    }
    if (data.given()) {
      List<String> ofModels = new ArrayList<>(List.of("--after", "--top", "--plot", "--verify"));
      ofModels.addAll(model.names());
      Usage.refuse(spec, ofModels, "asks a model and --data shows a text: leave one of them out");
    } else {
      Usage.refuse(
          spec,
          List.of("--seed", "--encoding", "--on-malformed"),
          "has no effect without --data: leave it out");
    }
    if (after.given().orElse("?").isEmpty()) {
      throw refusal("--after needs at least one character");
    }
    Report report = new Report(console.out());
    if (data.given()) {
      new CorpusView(report).show(data.load(console), seed.value());
    } else {
      showModel(report);
    }
    return ExitCode.OK;
  }

  private void showModel(Report report) throws IOException {
    if (plot.given().isPresent()) {
      Usage.requirePicture(spec, plot.value());
    }
    long verified = verify.value() ? model.verify() : 0;
    Checkpoint checkpoint = model.load(OnUnknown.ERROR);
    ModelView view = new ModelView(report, checkpoint);
    Optional<ModelPicture> picture = plot.given().map(file -> picture(view));
    if (after.given().isPresent()) {
      view.showAfter(after.value(), top.given().orElse(TOP_AFTER));
    } else {
      view.show(top.given().orElse(TOP_IN_LIST));
    }
    if (picture.isPresent()) {
      picture.get().write(plot.value());
      report.blank();
      report.line("picture", "%s", plot.value());
    }
    if (verify.value()) {
      report.blank();
      report.line("verified", "%,d bytes, all as the manifest says", verified);
    }
  }

  private ModelPicture picture(ModelView view) {
    return view.picture(after.given())
        .orElseThrow(() ->
            refusal(
                "--plot draws a bigram model's table, a network's tokens, or with --after where a"
                    + " transformer looks, and the model is another one"));
  }

  private ParameterException refusal(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
