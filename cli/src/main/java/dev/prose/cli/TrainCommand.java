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
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** Trains the bigram model on a text, keeps it, and lets it write. */
final class TrainCommand implements Callable<Integer> {
  /** How the table is found. */
  enum Fit {
    GRADIENT,
    COUNTS
  }

  private final Console console;
  private final CommandSpec spec =
      CommandSpecs.of(
          this,
          "train",
          "Train a character-level bigram language model on a text, keep it, and let it write.",
          "  prose train                                   Shakespeare, 5,000 iterations",
          "  prose train --learning-rate 1e-2 --max-iters 3000",
          "  prose train --fit counts                      the best table in closed form",
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
  private final Option<Fit> fit =
      Option.of(
          Fit.class,
          "--fit",
          "gradient|counts",
          "gradient",
          "Learn step by step, or take the closed form: smoothed counts");
  private final Option<Double> alpha =
      Option.of(Double.class, "--alpha", "X", "1", "What --fit counts adds to every count");
  private final TrainingArguments training = new TrainingArguments();
  private final Option<Long> seed =
      Option.of(Long.class, "--seed", "N", "1337", "Where all randomness comes from");
  private final Option<Path> outDir =
      Option.of(Path.class, "--out-dir", "DIR", "out", "Where to keep the model");
  private final SamplingArguments sampling = new SamplingArguments();

  TrainCommand(Console console) {
    this.console = console;
    data.addTo(spec);
    spec.addOption(trainFraction.spec());
    spec.addOption(fit.spec());
    spec.addOption(alpha.spec());
    training.addTo(spec);
    spec.addOption(seed.spec());
    spec.addOption(outDir.spec());
    sampling.addTo(spec);
    CommandSpecs.addCommonOptions(spec);
  }

  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    refuseOptionsWithoutEffect();
    requireFolder();
    TrainingOptions options = training.training(spec, seed.value());
    AdamW.Options optimizer = training.optimizer(spec);
    double fraction = Usage.options(spec, () -> Split.requireFraction(trainFraction.value()));
    AdditiveSmoothing smoothing = Usage.options(spec, () -> new AdditiveSmoothing(alpha.value()));
    GenerationOptions generation = sampling.options(spec, seed.value());

    Corpus corpus = data.load(console);
    CharTokenizer tokenizer = CharTokenizer.of(corpus.text());
    Tokens tokens = Tokens.of(tokenizer.encode(corpus.text()), tokenizer.vocabularySize());
    Split split = Split.of(tokens, fraction);

    console.out().goOnWithoutReader(); // the model is kept all the same
    Report report = new Report(console.out());
    report.corpus(corpus.name(), corpus.length(), corpus.sha256());
    report.vocabulary(tokenizer.vocabularySize());
    report.split(split);
    BigramCounts train = BigramCounts.of(split.train());
    BigramCounts validation = BigramCounts.of(split.validation());
    BigramModel model =
        switch (fit.value()) {
          case GRADIENT ->
              new GradientFit(console, report, options, optimizer).fit(split, train, validation);
          case COUNTS -> new CountsFit(report, smoothing).fit(train, validation);
        };
    int steps = fit.value() == Fit.GRADIENT ? options.maxIters() : 0;
    String how =
        switch (fit.value()) {
          case GRADIENT -> Report.format("%,d iterations of AdamW", steps);
          case COUNTS -> "counts, α = " + Report.number(smoothing.alpha());
        };
    Path saved =
        new Checkpoint(model, tokenizer, Provenance.of(corpus), how, steps).save(outDir.value());
    report.line("saved", "%s", saved);
    if (generation.maxNewTokens() > 0) {
      report.blank();
      new TextGenerator(model, tokenizer)
          .stream(Prompt.defaultFor(tokenizer), generation, new TextStream(console.out()));
      report.blank();
    }
    return ExitCode.OK;
  }

  private void refuseOptionsWithoutEffect() {
    if (fit.value() == Fit.COUNTS) {
      Usage.refuse(spec, training.names(), "has no effect with --fit counts: leave it out");
    } else {
      Usage.refuse(spec, List.of("--alpha"), "has no effect without --fit counts: leave it out");
    }
  }

  // Said before the work and not after it.
  private void requireFolder() throws IOException {
    Path folder = outDir.value();
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new FileAlreadyExistsException(folder.toString());
    }
  }
}
