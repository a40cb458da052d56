package dev.prose.cli.train;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.checkpoint.Provenance;
import dev.prose.checkpoint.TrainingRun;
import dev.prose.checkpoint.TrainingState;
import dev.prose.cli.option.Prompt;
import dev.prose.cli.option.RunArguments;
import dev.prose.cli.output.Console;
import dev.prose.cli.output.ExitCode;
import dev.prose.cli.output.Report;
import dev.prose.cli.output.TextStream;
import dev.prose.data.Split;
import dev.prose.data.Tokenization;
import dev.prose.data.TokenizedText;
import dev.prose.model.LanguageModel;
import dev.prose.sample.GenerationOptions;
import dev.prose.sample.TextGenerator;
import dev.prose.token.Tokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run of {@code prose train}, from a text to a model that is kept and has written a sample,
 * whatever the family.
 *
 * @param tokenization makes tokens of the text
 * @param beginning what the run begins with, if it is another model
 * @param options the run's, by name, to be kept with the model
 * @param saveInterval the least time between checkpoints
 * @param generation how the model is to write when it is trained
 */
public record TrainingSession(
    Console console,
    RunArguments arguments,
    Tokenization tokenization,
    Optional<Checkpoint> beginning,
    Map<String, String> options,
    Duration saveInterval,
    GenerationOptions generation) {

  /**
   * Trains.
   *
   * @return the exit code
   */
  public int run(Family family) throws IOException {
    family.prepare();
    try (TokenizedText text = tokenize(family)) {
      console.out().goOnWithoutReader(); // the model is kept all the same
      Split split = split(text);
      if (!arguments.resumes()) {
        family.requireEnough(split);
      }
      Report report = new Report(console.out());
      Outcome outcome;
      try (TrainingRun run = TrainingRun.open(arguments.outDir().value());
          OpenSignals signals = new OpenSignals()) {
        Optional<Continuation> continuation =
            arguments.resumes()
                ? Optional.of(new Continuation(run.resume(), options, family))
                : Optional.empty();
        if (continuation.isPresent()) {
          continuation.get().requireSameRun(text); // before the text is said to be too short
          family.requireEnough(split);
        }
        Provenance corpus = new Provenance(text.name(), text.sha256(), text.length());
        report(report, corpus, text.tokenizer(), split.train().size(), split.validation().size());
        continuation.ifPresent(it -> it.report(report, run.latest()));
        try (Keeper keeper = keeper(run, text.tokenizer(), corpus, family)) {
          Optional<Checkpoint> before = continuation.map(Continuation::checkpoint);
          outcome =
              learn(
                  family,
                  new Learning(
                      console,
                      report,
                      text,
                      split,
                      before,
                      beginning,
                      run.folder(),
                      keeper,
                      signals::open));
        }
        Optional<Integer> stopped = outcome.finished() ? Optional.empty() : signals.exitCode();
        if (stopped.isPresent()) {
          report.flush();
          explainStop(outcome, run.latest());
          return stopped.get();
        }
        report.line("saved", "%s", run.latest());
      }
      if (outcome.model() instanceof LanguageModel model) {
        write(model, text.tokenizer(), report);
      }
    }
    return ExitCode.OK;
  }

  /**
   * Reports what is learned from.
   *
   * @param train how many tokens train
   * @param validation how many tokens validate; 0 if all train
   */
  public void report(
      Report report, Provenance corpus, Tokenizer tokenizer, long train, long validation) {
    report.corpus(corpus.corpus(), corpus.length(), corpus.sha256());
    report.vocabulary(tokenizer);
    report.split(train, validation);
    if (arguments.lines().value()) {
      report.line(
          "",
          validation > 0
              ? "by whole lines, in an order drawn from the seed"
              : "its lines in an order drawn from the seed");
    }
  }

  private TokenizedText tokenize(Family family) throws IOException {
    // A list is put in order as tokens, and split then, which no place in its text is for.
    Tokenization broken =
        arguments.lines().value()
            ? tokenization
            : tokenization.forSplit(arguments.trainFraction().value());
    TokenizedText text = family.tokenize(arguments, broken, console);
    TokenizedText inOrder =
        arguments.lines().value() ? LineList.inOrder(text, arguments.seed().value()) : text;
    return tokenization.learns() ? limited(inOrder) : inOrder;
  }

  /** The text in the words of the part that trains, if it learned words of the whole. */
  private TokenizedText limited(TokenizedText text) throws IOException {
    try {
      return text.limitedTo(split(text).train());
    } catch (IOException | RuntimeException e) {
      text.close();
      throw e;
    }
  }

  private Split split(TokenizedText text) {
    double trainFraction = arguments.trainFraction().value();
    return arguments.lines().value()
        ? LineList.split(text, trainFraction)
        : text.split(trainFraction);
  }

  /** What keeps the run's models. */
  public Keeper keeper(TrainingRun run, Tokenizer tokenizer, Provenance corpus, Family family) {
    Keeper keeper = new Keeper(run, tokenizer, corpus, options, saveInterval);
    if (!family.isMeasured() && !arguments.resumes()) {
      keeper.removeMeasurements();
    }
    return keeper;
  }

  /** Has a family learn, and keeps what it has learned, also before a failure. */
  private static Outcome learn(Family family, Learning learning) throws IOException {
    learning
        .before()
        .map(Checkpoint::training)
        .ifPresent((TrainingState state) ->
            learning.keeper().alreadySaved(state.step(), state.fit(), state.validationLoss()));
    try {
      Outcome outcome = family.learn(learning);
      learning.keeper().finish();
      return outcome;
    } catch (UncheckedIOException e) {
      IOException failure = Objects.requireNonNull(e.getCause());
      keepWhatWaits(learning.keeper(), failure);
      throw failure;
    } catch (IOException | RuntimeException e) {
      keepWhatWaits(learning.keeper(), e);
      throw e;
    }
  }

  /** Saves what was learned before a failure, if that is still possible. */
  private static void keepWhatWaits(Keeper keeper, Exception failure) {
    try {
      keeper.finish();
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void explainStop(Outcome outcome, Path saved) {
    console
        .err()
        .println(
            Report.format(
                "prose: stopped after %s, which are kept in %s. Go on with: prose train"
                    + " --init-from resume --out-dir %s",
                outcome.progress(), saved, arguments.outDir().value()));
  }

  /** Lets the model write, if it is to. */
  public void write(LanguageModel model, Tokenizer tokenizer, Report report) {
    if (generation.maxNewTokens() > 0) {
      report.blank();
      new TextGenerator(model, tokenizer)
          .stream(Prompt.defaultFor(tokenizer), generation, new TextStream(console.out()));
      report.blank();
    }
  }

  /** Catches signals from the moment a family asks for them. */
  private static final class OpenSignals implements AutoCloseable {
    private @Nullable StopSignals signals;

    StopSignals open() {
      if (signals == null) {
        signals = new StopSignals();
      }
      return signals;
    }

    Optional<Integer> exitCode() {
      return signals == null ? Optional.empty() : signals.exitCode();
    }

    @Override
    public void close() {
      if (signals != null) {
        signals.close();
      }
    }
  }
}
