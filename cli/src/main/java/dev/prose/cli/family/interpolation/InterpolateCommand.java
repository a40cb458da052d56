package dev.prose.cli.family.interpolation;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.checkpoint.Provenance;
import dev.prose.checkpoint.TrainingState;
import dev.prose.cli.model.ModelKind;
import dev.prose.cli.option.CommandSpecs;
import dev.prose.cli.option.DataArguments;
import dev.prose.cli.option.Option;
import dev.prose.cli.output.Console;
import dev.prose.cli.output.ExitCode;
import dev.prose.cli.output.Report;
import dev.prose.cli.train.FinishedModel;
import dev.prose.data.Tokens;
import dev.prose.model.LanguageModel;
import dev.prose.model.LinearInterpolation;
import dev.prose.model.Predictor;
import dev.prose.smooth.InterpolationWeights;
import dev.prose.text.Corpus;
import dev.prose.text.InvalidDataException;
import dev.prose.token.OnUnknown;
import dev.prose.token.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Makes one model of several: the weighted mean of their probabilities. */
public final class InterpolateCommand implements Callable<Integer> {
  private final Console console;
  private final CommandSpec spec =
      CommandSpecs.of(
          this,
          "interpolate",
          "Make one model of several, with weights that suit a text.",
          "  prose interpolate --models out-bigram out-ngram --data held-out.txt --out-dir out-both");

  private final Option.Texts models =
      Option.Texts.names("--models", "DIR", "The models' folders, two or more");
  private final DataArguments data = new DataArguments(DataArguments.Default.STANDARD_INPUT);
  private final Option<Path> outDir =
      Option.of(Path.class, "--out-dir", "DIR", "out", "Where to keep the new model");

  private final Function<Predictor, ModelKind> kindOf;

  /**
   * @param kindOf finds the kind of a model
   */
  public InterpolateCommand(Console console, Function<Predictor, ModelKind> kindOf) {
    this.console = console;
    this.kindOf = kindOf;
    CommandSpecs.explain(
        spec,
        "Its probabilities are the weighted mean of theirs. The weights are those under which it"
            + " predicts the text of --data best, found by expectation maximization: take one that"
            + " none of the models has seen. All must have been trained on the same tokens (--vocabulary).");
    spec.addOption(models.spec());
    data.addTo(spec);
    spec.addOption(outDir.spec());
    CommandSpecs.addCommonOptions(spec);
  }

  public CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    List<String> folders = models.values();
    if (folders.size() < 2) {
      throw new ParameterException(
          spec.commandLine(), "--models needs two or more folders, but has " + folders.size());
    }
    List<LanguageModel> parts = new ArrayList<>();
    Tokenizer tokenizer = load(folders, parts);
    Corpus corpus = data.load(console);
    Tokens tokens = Tokens.of(tokenizer.encode(corpus.text()), tokenizer.vocabularySize());
    if (tokens.size() < 2) {
      throw new InvalidDataException(
          "weights need at least 2 %ss, but there are %,d. Bring a longer text"
              .formatted(tokenizer.unit(), tokens.size()));
    }
    InterpolationWeights.Fit fit = InterpolationWeights.fit(parts, tokens);
    double[] weights = fit.weights();
    Report report = new Report(console.out());
    report.corpus(corpus.name(), corpus.length(), corpus.sha256());
    report.vocabulary(tokenizer);
    for (int i = 0; i < weights.length; i++) {
      report.line(
          i == 0 ? "models" : "",
          "%s: weight %.4f, alone %.4f nats a %s",
          folders.get(i),
          weights[i],
          fit.alone()[i],
          tokenizer.unit());
    }
    LinearInterpolation mix = new LinearInterpolation(parts, weights);
    report.line("together", "%.4f nats a %s", fit.together(), tokenizer.unit());
    kindOf.apply(mix).mode(mix).ifPresent(mode -> report.line("mode", "%s", mode));
    TrainingState state =
        TrainingState.of(Provenance.of(corpus), "weights for a mean of models", 0)
            .withValidationLoss(fit.together());
    FinishedModel.keep(new Checkpoint(mix, tokenizer, state), outDir.value(), report);
    return ExitCode.OK;
  }

  /** Loads the models, and gives the tokenizer that they have in common. */
  private Tokenizer load(List<String> folders, List<LanguageModel> parts) throws IOException {
    @Nullable Tokenizer tokenizer = null;
    for (String folder : folders) {
      Path path = console.workingFolder().resolve(folder);
      Checkpoint checkpoint = Checkpoint.load(path, OnUnknown.ERROR);
      if (tokenizer == null) {
        tokenizer = checkpoint.tokenizer();
      } else if (!tokenizer.sameAs(checkpoint.tokenizer())) {
        throw new InvalidDataException(
            "%s knows other tokens than %s: only models of the same ones can be interpolated"
                .formatted(folder, folders.getFirst()));
      }
      if (checkpoint.model() instanceof LinearInterpolation) {
        throw new InvalidDataException(
            folder + " is an interpolation itself: name the models that it was made of");
      }
      parts.add(checkpoint.languageModel());
    }
    return Objects.requireNonNull(tokenizer);
  }
}
