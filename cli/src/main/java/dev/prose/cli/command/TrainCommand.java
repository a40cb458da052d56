package dev.prose.cli.command;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.checkpoint.TrainingState;
import dev.prose.cli.family.Families;
import dev.prose.cli.option.CommandSpecs;
import dev.prose.cli.option.ConfigArguments;
import dev.prose.cli.option.Given;
import dev.prose.cli.option.Headings;
import dev.prose.cli.option.Option;
import dev.prose.cli.option.OptionDefaults;
import dev.prose.cli.option.OptionValues;
import dev.prose.cli.option.RunArguments;
import dev.prose.cli.option.SamplingArguments;
import dev.prose.cli.option.Usage;
import dev.prose.cli.output.Console;
import dev.prose.cli.output.Report;
import dev.prose.cli.train.Family;
import dev.prose.cli.train.TrainingSession;
import dev.prose.data.Split;
import dev.prose.token.OnUnknown;
import dev.prose.token.kinds.TokenKinds;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Trains a model on a text, keeps it, and lets it write. */
public final class TrainCommand implements Callable<Integer> {
  private static final int MOST_SECONDS = 1_000_000;

  private final Console console;
  private final CommandSpec spec =
      CommandSpecs.of(
          this,
          "train",
          "Train a language model on a text, keep it, and let it write.",
          "  prose train                                   Shakespeare, 5,000 iterations",
          "  prose train --learning-rate 1e-2 --max-iters 3000",
          "  prose train --fit counts                      the best table in closed form",
          "  prose train --model ngram --order 7           counts of up to 7 characters, smoothed",
          "  prose train --model mixture                   counts of many contexts, weighed",
          "  prose train --data my.txt more.txt --out-dir my-model",
          "  cat *.log | prose train --data -");

  private final RunArguments run = new RunArguments();
  private final List<Family> families = Families.trained(run);
  private final Option<String> model =
      Option.choice(
          "--model",
          families.stream().map(Family::name).toList(),
          "What to train: "
              + families.stream().map(Family::summary).collect(Collectors.joining(", ")));
  private final SamplingArguments sampling = new SamplingArguments();
  private final ConfigArguments config = new ConfigArguments(run.initFrom());

  public TrainCommand(Console console) {
    this.console = console;
    Headings headings = new Headings(spec);
    headings.add("The text", run.data().options());
    headings.add("", specs(run.tokenizer().options()));
    headings.add("", specs(List.of(run.vocabulary(), run.trainFraction(), run.lines())));
    headings.add(
        "The run",
        specs(
            List.of(
                model,
                run.initFrom(),
                run.seed(),
                run.outDir(),
                run.saveInterval(),
                run.plot(),
                run.alpha(),
                config.option())));
    headings.add("The sample that the model writes at the end", sampling.options());
    for (Family family : families) {
      List<Option<?>> own = new ArrayList<>(family.options());
      own.removeAll(run.ofSomeModels());
      headings.add("With --model " + family.name(), specs(own));
    }
    headings.useChoice(model, "With --model ", this::sharedWithoutEffect);
    CommandSpecs.addCommonOptions(spec);
  }

  /** Options of several families, but not of this one. */
  private List<OptionSpec> sharedWithoutEffect(String name) {
    List<Option<?>> shared = new ArrayList<>(run.ofSomeModels());
    shared.removeAll(named(name).options());
    return specs(shared);
  }

  private static List<OptionSpec> specs(List<Option<?>> options) {
    return options.stream().map(Option::spec).toList();
  }

  public CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    config.use(spec);
    requireFolder();
    if (run.resumes()) {
      TrainingState before = Checkpoint.load(run.outDir().value(), OnUnknown.ERROR).training();
      // A stranger's checkpoint may set no other option, a file to write for instance.
      config.useOver(
          OptionDefaults.Layer.of(
              "the run in " + run.outDir().value(), before.options(), keptOptions()),
          spec);
    }
    Given given = new Given(spec, config);
    Family family = named(model.value());
    refuseOptionsWithoutEffect(family, given);
    family.check(given);
    if (run.beginning().isPresent() && !family.canBeginWithAModel()) {
      throw given.refusal(
          "this run learns all from its text: it cannot begin with another model, as --init-from says");
    }
    if (run.plot().given().isPresent()) {
      Usage.requirePicture(spec, run.plot().value());
    }
    given.options(() -> Split.requireFraction(run.trainFraction().value()));
    run.data().readLines(run.lines().value());
    if (run.data().keepsMalformed() && !TokenKinds.keepsBytes(run.tokenizer().kind().value())) {
      throw given.refusal(
          "--on-malformed keep needs tokens that are made of bytes: --tokenizer byte, word or bpe");
    }
    run.data().readAnyBytes(run.tokenizer().readsAnyBytes());
    TokenSource tokens = TokenSource.of(run, given, console.workingFolder());
    TrainingSession session =
        new TrainingSession(
            console,
            run,
            tokens.tokenization(),
            tokens.beginning(),
            OptionValues.of(keptOptions()),
            given.options(() ->
                run.saveInterval()
                    .given()
                    .map(TrainCommand::interval)
                    .orElse(family.saveInterval())),
            sampling.options(spec, run.seed().value()));
    return session.run(family);
  }

  private Family named(String name) {
    return families.stream().filter(family -> family.name().equals(name)).findFirst().orElseThrow();
  }

  private static Duration interval(double seconds) {
    if (!(seconds >= 0 && seconds <= MOST_SECONDS)) {
      throw new IllegalArgumentException(
          Report.format(
              "save interval must be from 0 to %d seconds, but is %s",
              MOST_SECONDS, Report.number(seconds)));
    }
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  /** The options that have an effect on the run, without those about this one start of it. */
  private List<OptionSpec> keptOptions() {
    List<OptionSpec> kept = new ArrayList<>(spec.options());
    kept.removeAll(
        List.of(
            run.initFrom().spec(), run.outDir().spec(), run.plot().spec(), config.option().spec()));
    for (Family family : families) {
      family.ofOneStart().forEach(option -> kept.remove(option.spec()));
    }
    kept.removeIf(CommandSpecs::isCommon);
    return kept;
  }

  /** Refuses the options of other families. */
  private void refuseOptionsWithoutEffect(Family family, Given given) {
    for (Family other : families) {
      for (Option<?> option : other.options()) {
        if (!family.options().contains(option) && given.mayHave(option)) {
          given.refuse(model, List.of(option), withoutEffect(option, family));
        }
      }
    }
  }

  /** Names the families that have the option, unless the default family is one of them. */
  private String withoutEffect(Option<?> option, Family family) {
    List<Family> owners =
        families.stream().filter(each -> each.options().contains(option)).toList();
    return !owners.contains(families.getFirst())
        ? "has no effect without --model "
            + owners.stream().map(Family::name).collect(Collectors.joining(" or "))
            + ": leave it out"
        : "has no effect with --model " + family.name() + ": leave it out";
  }

  // Checked before the work, not after it.
  private void requireFolder() throws IOException {
    Path folder = run.outDir().value();
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(folder)) {
      throw new FileAlreadyExistsException(folder.toString());
    }
  }
}
