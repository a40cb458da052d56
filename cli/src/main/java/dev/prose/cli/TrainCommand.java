package dev.prose.cli;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.checkpoint.TrainingState;
import dev.prose.count.AdditiveSmoothing;
import dev.prose.data.Split;
import dev.prose.mixture.MixtureOptions;
import dev.prose.token.OnUnknown;
import dev.prose.train.AdamW;
import dev.prose.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Trains a model on a text, keeps it, and lets it write. */
final class TrainCommand implements Callable<Integer> {
  /** What is trained. */
  enum Kind {
    BIGRAM,
    NGRAM,
    MIXTURE
  }

  /** How the table is found. */
  enum Fit {
    GRADIENT,
    COUNTS
  }

  /** Where a run begins. */
  enum InitFrom {
    SCRATCH,
    RESUME
  }

  private static final int MOST_SECONDS = 1_000_000;

  private final Console console;
  private final CommandSpec spec =
      CommandSpecs.of(
          this,
          "train",
          "Train a character-level language model on a text, keep it, and let it write.",
          "  prose train                                   Shakespeare, 5,000 iterations",
          "  prose train --learning-rate 1e-2 --max-iters 3000",
          "  prose train --fit counts                      the best table in closed form",
          "  prose train --model ngram --order 7           counts of up to 7 characters, smoothed",
          "  prose train --model mixture                   counts of many contexts, weighed",
          "  prose train --data my.txt more.txt --out-dir my-model",
          "  cat *.log | prose train --data -");

  private final DataArguments data = new DataArguments();
  private final Option<Double> trainFraction =
      Option.of(
          Double.class,
          "--train-fraction",
          "X",
          "0.9",
          "The share of the text that trains, the rest validates");
  private final Option<Kind> kind =
      Option.of(
          Kind.class,
          "--model",
          "bigram|ngram|mixture",
          "bigram",
          "What to train: a table of what follows each character, counts of longer sequences, or"
              + " counts of many kinds of context that it learns to weigh");
  private final Option<Boolean> lines =
      Option.flag(
          "--lines",
          "Of --model ngram or mixture: each line is a text of its own, a list of names for"
              + " instance; nothing is predicted from the line before");
  private final Option<Fit> fit =
      Option.of(
          Fit.class,
          "--fit",
          "gradient|counts",
          "gradient",
          "Learn step by step, or take the closed form: smoothed counts");
  private final Option<InitFrom> initFrom =
      Option.of(
          InitFrom.class,
          "--init-from",
          "scratch|resume",
          "scratch",
          "Begin anew, or go on with the run in --out-dir, with its options where none are given");
  private final Option<Double> alpha =
      Option.of(
          Double.class,
          "--alpha",
          "X",
          "1",
          "What --fit counts and --smoothing additive add to every count");
  private final TrainingArguments training = new TrainingArguments();
  private final NGramArguments nGrams = new NGramArguments();
  private final MixtureArguments mixture = new MixtureArguments();
  private final Option<Long> seed =
      Option.of(Long.class, "--seed", "N", "1337", "Where all randomness comes from");
  private final Option<Path> outDir =
      Option.of(Path.class, "--out-dir", "DIR", "out", "Where to keep the model");
  private final Option<Double> saveInterval =
      Option.optional(
          Double.class,
          "--save-interval",
          "SECONDS",
          "Save a checkpoint at each evaluation, or each block of a mixture, but not more often than"
              + " this (default: 0, mixture: 30)");
  private final Option<Path> plot =
      Option.optional(
          Path.class, "--plot", "FILE.png", "Where to draw the losses over the iterations");
  private final SamplingArguments sampling = new SamplingArguments();
  private final ConfigArguments config = new ConfigArguments(initFrom);

  TrainCommand(Console console) {
    this.console = console;
    data.addTo(spec);
    spec.addOption(trainFraction.spec());
    spec.addOption(kind.spec());
    spec.addOption(lines.spec());
    spec.addOption(fit.spec());
    spec.addOption(initFrom.spec());
    spec.addOption(alpha.spec());
    training.addTo(spec);
    nGrams.addTo(spec);
    mixture.addTo(spec);
    spec.addOption(seed.spec());
    spec.addOption(outDir.spec());
    spec.addOption(saveInterval.spec());
    spec.addOption(plot.spec());
    sampling.addTo(spec);
    config.addTo(spec);
    CommandSpecs.addCommonOptions(spec);
  }

  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    config.use(spec);
    requireFolder();
    if (resumes()) {
      TrainingState before = Checkpoint.load(outDir.value(), OnUnknown.ERROR).training();
      // A checkpoint of a stranger's names no other option, a file to write say.
      config.useOver(
          OptionDefaults.Layer.of("the run in " + outDir.value(), before.options(), keptOptions()),
          spec);
    }
    refuseOptionsWithoutEffect();
    data.readLines(lines.value());
    if (plot.given().isPresent()) {
      Usage.requirePicture(spec, plot.value());
    }
    Duration interval =
        Usage.options(spec, () -> interval(saveInterval.given().orElse(usualInterval())));
    TrainingOptions options = training.training(spec, seed.value());
    AdamW.Options optimizer = training.optimizer(spec);
    AdditiveSmoothing smoothing = Usage.options(spec, () -> new AdditiveSmoothing(alpha.value()));
    RunSetting setting =
        new RunSetting(
            console,
            data,
            Usage.options(spec, () -> Split.requireFraction(trainFraction.value())),
            outDir.value(),
            OptionValues.of(keptOptions()),
            sampling.options(spec, seed.value()));
    return switch (kind.value()) {
      case MIXTURE -> new MixtureRun(setting, this::mixtureOptions, resumes(), interval).run();
      case NGRAM -> new NGramRun(setting, nGrams, lines.value(), alpha.value()).run();
      case BIGRAM ->
          switch (fit.value()) {
            case COUNTS -> new CountsRun(setting, smoothing).run();
            case GRADIENT ->
                new GradientRun(setting, options, optimizer, resumes(), interval, plot.given())
                    .run();
          };
    };
  }

  private boolean resumes() {
    return initFrom.value() == InitFrom.RESUME;
  }

  private MixtureOptions mixtureOptions(long length) {
    return mixture.options(spec, lines.value(), length, seed.value());
  }

  // A mixture is large, and learned in seconds.
  private double usualInterval() {
    return kind.value() == Kind.MIXTURE ? 30 : 0;
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

  /** All that have an effect on the run, and none that is about this one start of it. */
  private List<OptionSpec> keptOptions() {
    List<OptionSpec> kept = new ArrayList<>(spec.options());
    kept.removeAll(List.of(initFrom.spec(), outDir.spec(), plot.spec(), config.spec()));
    nGrams.ofOneStart().forEach(option -> kept.remove(option.spec()));
    kept.removeIf(CommandSpecs::isCommon);
    return kept;
  }

  private void refuseOptionsWithoutEffect() {
    String with =
        "has no effect with --model " + OptionValues.text(kind.value()) + ": leave it out";
    if (kind.value() != Kind.NGRAM) {
      config.refuse(
          kind, nGrams.names(), "has no effect without --model ngram: leave it out", spec);
    }
    if (kind.value() != Kind.MIXTURE) {
      config.refuse(
          kind, mixture.names(), "has no effect without --model mixture: leave it out", spec);
    }
    switch (kind.value()) {
      case BIGRAM -> {
        config.refuse(kind, List.of("--lines"), with, spec);
        refuseOptionsWithoutEffectOnTable();
      }
      case NGRAM -> {
        config.refuse(kind, training.names(), with, spec);
        config.refuse(kind, List.of("--fit", "--plot", "--save-interval"), with, spec);
        if (resumes()) {
          throw new ParameterException(
              spec.commandLine(),
              "--model ngram has no steps to go on with: leave --init-from out");
        }
        nGrams.check(alpha, config, spec);
      }
      case MIXTURE -> {
        config.refuse(kind, training.names(), with, spec);
        config.refuse(kind, List.of("--fit", "--plot", "--alpha"), with, spec);
        mixtureOptions(1); // refused before the text is read
      }
    }
  }

  private void refuseOptionsWithoutEffectOnTable() {
    if (fit.value() == Fit.COUNTS) {
      config.refuse(fit, training.names(), "has no effect with --fit counts: leave it out", spec);
      config.refuse(
          fit, List.of("--plot"), "has no losses to draw with --fit counts: leave it out", spec);
      if (resumes()) {
        throw new ParameterException(
            spec.commandLine(), "--fit counts has no steps to go on with: leave --init-from out");
      }
    } else {
      config.refuse(
          fit, List.of("--alpha"), "has no effect without --fit counts: leave it out", spec);
    }
  }

  // Said before the work and not after it.
  private void requireFolder() throws IOException {
    Path folder = outDir.value();
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(folder)) {
      throw new FileAlreadyExistsException(folder.toString());
    }
  }
}
