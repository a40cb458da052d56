package dev.prose.cli;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.checkpoint.Provenance;
import dev.prose.count.AdditiveSmoothing;
import dev.prose.count.BigramCounts;
import dev.prose.data.Split;
import dev.prose.data.Tokens;
import dev.prose.model.BigramModel;
import dev.prose.sample.GenerationOptions;
import dev.prose.sample.TextGenerator;
import dev.prose.text.Corpus;
import dev.prose.token.CharTokenizer;
import dev.prose.train.AdamW;
import dev.prose.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains the bigram model on a text, keeps it, and lets it write. */
@Command(
    name = "train",
    description =
        "Train a character-level bigram language model on a text, keep it, and let it write.",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  prose train                                   Shakespeare, 5,000 iterations",
      "  prose train --learning-rate 1e-2 --max-iters 3000",
      "  prose train --fit counts                      the best table in closed form",
      "  prose train --data my.txt more.txt --out-dir my-model",
      "  cat *.log | prose train --data -"
    })
final class TrainCommand implements Callable<Integer> {
  /** How the table is found. */
  enum Fit {
    GRADIENT,
    COUNTS
  }

  private final Console console;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final DataArguments data = new DataArguments();

  @Option(
      names = "--train-fraction",
      paramLabel = "X",
      defaultValue = "0.9",
      description =
          "The share of the text that trains, the rest validates (default: ${DEFAULT-VALUE}).")
  private double trainFraction;

  @Option(
      names = "--fit",
      paramLabel = "gradient|counts",
      defaultValue = "gradient",
      description =
          "Learn step by step, or take the closed form: smoothed counts (default: ${DEFAULT-VALUE}).")
  private Fit fit = Fit.GRADIENT;

  @Option(
      names = "--alpha",
      paramLabel = "X",
      defaultValue = "1",
      description = "What --fit counts adds to every count (default: ${DEFAULT-VALUE}).")
  private double alpha;

  @ArgGroup(validate = false, heading = "%nTraining:%n")
  private final TrainingArguments training = new TrainingArguments();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1337",
      description = "Where all randomness comes from (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--out-dir",
      paramLabel = "DIR",
      defaultValue = "out",
      description = "Where to keep the model (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init")
  private Path outDir;

  @Mixin private final SamplingArguments sampling = new SamplingArguments();

  @Mixin final CommonOptions common = new CommonOptions();

  TrainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    TrainingOptions options = training.training(spec, seed);
    AdamW.Options optimizer = training.optimizer(spec);
    AdditiveSmoothing smoothing = Usage.options(spec, () -> new AdditiveSmoothing(alpha));
    GenerationOptions generation = sampling.options(spec, seed);

    Corpus corpus = data.load(console);
    CharTokenizer tokenizer = CharTokenizer.of(corpus.text());
    Tokens tokens = Tokens.of(tokenizer.encode(corpus.text()), tokenizer.vocabularySize());
    Split split = Usage.options(spec, () -> Split.of(tokens, trainFraction));

    console.out().goOnWithoutReader(); // the model is kept all the same
    Report report = new Report(console.out());
    report.corpus(corpus);
    report.vocabulary(tokenizer.vocabularySize());
    report.split(split);
    BigramCounts train = BigramCounts.of(split.train());
    BigramCounts validation = BigramCounts.of(split.validation());
    BigramModel model =
        switch (fit) {
          case GRADIENT ->
              new GradientFit(console, report, options, optimizer).fit(split, train, validation);
          case COUNTS -> new CountsFit(report, smoothing).fit(train, validation);
        };
    int steps = fit == Fit.GRADIENT ? options.maxIters() : 0;
    Path saved = new Checkpoint(model, tokenizer, Provenance.of(corpus), steps).save(outDir);
    report.line("saved", "%s", saved);
    if (generation.maxNewTokens() > 0) {
      report.blank();
      new TextGenerator(model, tokenizer)
          .stream(Prompt.defaultFor(tokenizer), generation, new TextStream(console.out()));
      report.blank();
    }
    return ExitCode.OK;
  }
}
