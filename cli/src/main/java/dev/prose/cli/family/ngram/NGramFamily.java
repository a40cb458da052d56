package dev.prose.cli.family.ngram;

import dev.prose.cli.option.Given;
import dev.prose.cli.option.MemoryArguments;
import dev.prose.cli.option.Option;
import dev.prose.cli.option.RunArguments;
import dev.prose.cli.output.Console;
import dev.prose.cli.train.Family;
import dev.prose.cli.train.Learning;
import dev.prose.cli.train.Outcome;
import dev.prose.data.Split;
import dev.prose.data.Tokenization;
import dev.prose.data.TokenizedText;
import dev.prose.model.NGramModel;
import dev.prose.text.InvalidDataException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code prose train --model ngram}: counts of sequences of tokens, smoothed. */
public final class NGramFamily implements Family {
  private final RunArguments run;
  private final NGramArguments arguments = new NGramArguments();

  public NGramFamily(RunArguments run) {
    this.run = run;
  }

  @Override
  public String name() {
    return NGramModel.TYPE;
  }

  @Override
  public String summary() {
    return "counts of longer sequences";
  }

  @Override
  public List<Option<?>> options() {
    List<Option<?>> options = new ArrayList<>(arguments.all());
    options.addAll(List.of(run.lines(), run.alpha()));
    return options;
  }

  @Override
  public List<Option<?>> ofOneStart() {
    return arguments.ofOneStart();
  }

  @Override
  public void check(Given given) {
    if (run.resumes()) {
      throw given.refusal(
          "the run is of --model ngram, which has no steps to go on with: leave --init-from out");
    }
    arguments.check(run.alpha(), given);
  }

  @Override
  public TokenizedText tokenize(RunArguments text, Tokenization tokenization, Console console)
      throws IOException {
    return text.data().tokenize(console, arguments.memory(), tokenization);
  }

  @Override
  public String memoryAdvice() {
    return "Reading and counting take what "
        + MemoryArguments.NAME
        + " says; the n-grams have to be in memory besides: a lower --order makes them fewer. ";
  }

  @Override
  public void requireEnough(Split split) {
    requireEnough(split.train().size(), split.validation().size());
  }

  /** The same by the sizes of the two parts, in tokens. */
  public void requireEnough(long train, long validation) {
    if (train < 1 || validation == 1) {
      throw new InvalidDataException(
          "counting needs a token to train on and 2 to validate with, but there are %,d and %,d. Bring a longer text, or change --train-fraction"
              .formatted(train, validation));
    }
  }

  /** What the options say, for a text wherever it is. */
  public NGramTraining training() {
    return new NGramTraining(arguments, run.lines().value(), run.alpha().value());
  }

  @Override
  public Outcome learn(Learning learning) throws IOException {
    return training().learn(learning);
  }
}
