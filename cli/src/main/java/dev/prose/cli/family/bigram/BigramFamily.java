package dev.prose.cli.family.bigram;

import dev.prose.cli.option.Given;
import dev.prose.cli.option.Option;
import dev.prose.cli.option.RunArguments;
import dev.prose.cli.option.TrainingArguments;
import dev.prose.cli.train.Family;
import dev.prose.cli.train.Learning;
import dev.prose.cli.train.Outcome;
import dev.prose.data.Split;
import dev.prose.model.BigramModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code prose train --model bigram}: a table, learned step by step or in closed form. */
public final class BigramFamily implements Family {
  /** How the table is found. */
  enum Fit {
    GRADIENT,
    COUNTS
  }

  private final RunArguments run;
  private final Option<Fit> fit =
      Option.of(
          Fit.class,
          "--fit",
          "gradient|counts",
          "gradient",
          "Learn step by step, or take the closed form: smoothed counts");
  private final TrainingArguments training;

  /**
   * @param training shared with other families that learn in steps
   */
  public BigramFamily(RunArguments run, TrainingArguments training) {
    this.run = run;
    this.training = training;
  }

  @Override
  public String name() {
    return BigramModel.TYPE;
  }

  @Override
  public String summary() {
    return "a table of what follows each token";
  }

  @Override
  public List<Option<?>> options() {
    List<Option<?>> options = new ArrayList<>(List.of(fit, run.alpha()));
    options.addAll(training.all());
    options.addAll(training.devices().all());
    options.addAll(List.of(run.saveInterval(), run.plot()));
    return options;
  }

  @Override
  public Set<String> fixed() {
    return Set.of("fit", "batch-size", "block-size");
  }

  @Override
  public void check(Given given) {
    if (fit.value() == Fit.COUNTS) {
      given.refuse(fit, training.all(), "has no effect with --fit counts: leave it out");
      given.refuse(fit, training.devices().all(), "has no effect with --fit counts: leave it out");
      given.refuse(
          fit, List.of(run.plot()), "has no losses to draw with --fit counts: leave it out");
      if (run.resumes()) {
        throw given.refusal("--fit counts has no steps to go on with: leave --init-from out");
      }
      given.options(this::countsFit);
    } else {
      given.refuse(fit, List.of(run.alpha()), "has no effect without --fit counts: leave it out");
      training.devices().check(given);
      given.options(this::gradientFit);
    }
  }

  private CountsFit countsFit() {
    return new CountsFit(run.alpha().value());
  }

  private GradientFit gradientFit() {
    return new GradientFit(
        training.training(run.seed().value()),
        training.optimizer(),
        run.plot().given(),
        training.devices());
  }

  @Override
  public boolean canBeginWithAModel() {
    return fit.value() == Fit.GRADIENT;
  }

  @Override
  public boolean isMeasured() {
    return fit.value() == Fit.GRADIENT;
  }

  @Override
  public String memoryAdvice() {
    return "A table for V different tokens takes some 40 x V x V bytes to train, besides the text. ";
  }

  @Override
  public void prepare() {
    if (fit.value() == Fit.GRADIENT) {
      Rehearsal.start();
    }
  }

  @Override
  public void requireEnough(Split split) {
    switch (fit.value()) {
      case COUNTS -> CountsFit.requireEnough(split);
      case GRADIENT -> gradientFit().requireEnough(split);
    }
  }

  @Override
  public Outcome learn(Learning learning) throws IOException {
    return switch (fit.value()) {
      case COUNTS -> countsFit().learn(learning);
      case GRADIENT -> gradientFit().learn(learning);
    };
  }
}
