package dev.prose.cli.command;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.cli.family.Families;
import dev.prose.cli.option.CommandSpecs;
import dev.prose.cli.option.ConfigArguments;
import dev.prose.cli.option.DataArguments;
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
import dev.prose.cli.train.Training;
import dev.prose.cli.train.TrainingSession;
import dev.prose.data.Split;
import dev.prose.token.OnUnknown;
import dev.prose.token.kinds.TokenKind.Trait;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Trains a model on a text, keeps it, and lets it write. */
public final class TrainCommand implements Callable<Integer> {
  private static final int MOST_SECONDS = 1_000_000;
  private static final String WITH_MODEL = "With --model ";
  private static final String OR = " or ";
  private static final int HELP_COLUMNS = 78;

  private final Console console;
  private final Training training;
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
          "  prose train --model gpt2                      a small transformer, two minutes",
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
  // The families that have an option, of those that not all have.
  private final Map<Option<?>, List<Family>> owners = new LinkedHashMap<>();

  public TrainCommand(Console console) {
    this(console, Training.HERE);
  }

  /**
   * @param training runs what the options say
   */
  public TrainCommand(Console console, Training training) {
    this.console = console;
    this.training = training;
    Headings headings = new Headings(spec);
    headings.add("The text", run.data().options());
    headings.add("", specs(run.tokenizer().options()));
    headings.add("", specs(List.of(run.vocabulary(), run.trainFraction())));
    headings.add(
        "The run",
        specs(List.of(model, run.initFrom(), run.seed(), run.outDir(), config.option())));
    headings.add("The sample that the model writes at the end", sampling.options());
    addOptionsOfSomeModels(headings);
    headings.useChoice(model, WITH_MODEL, OR, this::presetOf);
    CommandSpecs.addCommonOptions(spec);
  }

  /** Adds options under a heading for each group of families that have them. */
  private void addOptionsOfSomeModels(Headings headings) {
    // By hand and in one go: asking each family about each option takes longer than all else here.
    run.ofSomeModels().forEach(shared -> owners.put(shared, new ArrayList<>()));
    for (Family family : families) {
      for (Option<?> option : family.options()) {
        owners.computeIfAbsent(option, _ -> new ArrayList<>()).add(family);
      }
    }
    owners.forEach(
        (option, having) -> headings.add(WITH_MODEL + names(having), specs(List.of(option))));
  }

  /** The values of a family's options where none are given, as lines of the help. */
  private String presetOf(String name) {
    Family family = named(name);
    StringBuilder lines = new StringBuilder();
    String line = "";
    for (Option<?> option : family.options()) {
      String value = family.preset().get(option.name().substring(2));
      if (value != null) {
        String written = " " + option.name() + " " + value;
        if (line.length() + written.length() > HELP_COLUMNS) {
          lines.append(line).append(System.lineSeparator());
          line = "";
        }
        line += (line.isEmpty() ? " " : "") + written;
      }
    }
    return lines.isEmpty() && line.isEmpty()
        ? ""
        : System.lineSeparator()
            + "The preset of "
            + name
            + ":"
            + System.lineSeparator()
            + lines
            + line
            + System.lineSeparator();
  }

  private static String names(List<Family> families) {
    return families.stream().map(Family::name).collect(Collectors.joining(OR));
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
    Optional<Checkpoint> before = Optional.empty();
    List<OptionDefaults.Layer> defaults = new ArrayList<>();
    if (run.resumes()) {
      before = Optional.of(Checkpoint.load(run.outDir().value(), OnUnknown.ERROR));
      // A stranger's checkpoint may set no other option, a file to write for instance.
      defaults.add(
          OptionDefaults.Layer.of(
              "the run in " + run.outDir().value(),
              before.get().training().options(),
              keptOptions()));
      config.useOver(defaults, spec);
    }
    Given given = new Given(spec, config);
    Family family = named(model.value());
    if (!family.preset().isEmpty()) {
      defaults.add(new OptionDefaults.Layer("the preset of " + family.name(), family.preset()));
      config.useOver(defaults, spec);
    }
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
    if (run.data().keepsMalformed()
        && run.tokenizer().named().map(kind -> !kind.is(Trait.KEEPS_BYTES)).orElse(false)) {
      throw given.refusal(DataArguments.NOT_KEPT);
    }
    TokenSource tokens = TokenSource.of(run, given, before, console.workingFolder());
    run.data().readAnyBytes(tokens.tokenization().readsAnyBytes());
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
    return training.run(session, family);
  }

  /** What takes memory in such a run: a sentence and a space. */
  public String memoryAdvice() {
    return named(model.value()).memoryAdvice();
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
    owners.forEach((option, having) -> {
      if (!having.contains(family) && given.mayHave(option)) {
        given.refuse(model, List.of(option), withoutEffect(having, family));
      }
    });
  }

  /** Names the families that have an option, unless the default one has it, or all others do. */
  private String withoutEffect(List<Family> having, Family family) {
    return having.contains(families.getFirst()) || having.size() == families.size() - 1
        ? "has no effect with --model " + family.name() + ": leave it out"
        : "has no effect without --model " + names(having) + ": leave it out";
  }

  // Checked before the work, not after it.
  private void requireFolder() throws IOException {
    Path folder = run.outDir().value();
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(folder)) {
      throw new FileAlreadyExistsException(folder.toString());
    }
  }
}
