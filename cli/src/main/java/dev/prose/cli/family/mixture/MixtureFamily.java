package dev.prose.cli.family.mixture;

import dev.prose.cli.option.Given;
import dev.prose.cli.option.Option;
import dev.prose.cli.option.RunArguments;
import dev.prose.cli.train.Family;
import dev.prose.cli.train.Learning;
import dev.prose.cli.train.Outcome;
import dev.prose.data.Split;
import dev.prose.estimate.MixtureEstimator;
import dev.prose.expert.ExpertOptions;
import dev.prose.expert.ExpertTrainer;
import dev.prose.mixture.Mixture;
import dev.prose.text.InvalidDataException;
import dev.prose.token.kinds.TokenKind.Trait;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code prose train --model mixture}: counts of many kinds of context, and what they are worth.
 */
public final class MixtureFamily implements Family {
  private final RunArguments run;
  private final MixtureArguments arguments = new MixtureArguments();
  private final ExpertArguments expert = new ExpertArguments();

  public MixtureFamily(RunArguments run) {
    this.run = run;
  }

  @Override
  public String name() {
    return Mixture.TYPE;
  }

  @Override
  public String summary() {
    return "counts of many kinds of context that it learns to weigh";
  }

  @Override
  public List<Option<?>> options() {
    List<Option<?>> options = new ArrayList<>(arguments.all());
    options.addAll(expert.all());
    options.addAll(List.of(run.lines(), run.saveInterval()));
    return options;
  }

  @Override
  public Set<String> fixed() {
    return Set.of("contexts", "stride", "passes", "hidden-size");
  }

  @Override
  public Set<String> fixedByText() {
    return Set.of("stride", "passes", "hidden-size");
  }

  @Override
  public void check(Given given) {
    // Of a file it is known when it has been read.
    if (run.tokenizer().named().map(kind -> !kind.is(Trait.CHARACTERS)).orElse(false)) {
      throw given.refusal(
          "--model mixture needs tokens that are characters: leave --tokenizer out");
    }
    expert.check(given);
    given.options(this::estimator); // refused before the text is read
    given.options(this::expert);
  }

  private Optional<ExpertOptions> expert() {
    return expert.options(run.seed().value());
  }

  private MixtureEstimator estimator() {
    return arguments.estimator(run.lines().value(), run.seed().value());
  }

  // A mixture is large, and learned in seconds.
  @Override
  public Duration saveInterval() {
    return Duration.ofSeconds(30);
  }

  @Override
  public String memoryAdvice() {
    return "A mixture takes some 60 bytes for each character of the text, and with an expert some 150 more. ";
  }

  @Override
  public void requireEnough(Split split) {
    if (split.train().size() < 1 || (split.validates() && split.validation().size() < 2)) {
      throw new InvalidDataException(
          "a mixture needs a token to train on and 2 to validate with, but there are %,d and %,d. Bring a longer text, or change --train-fraction"
              .formatted(split.train().size(), split.validation().size()));
    }
    expert().ifPresent(options -> requireEnoughForExpert(split, options));
  }

  private static void requireEnoughForExpert(Split split, ExpertOptions options) {
    try {
      ExpertTrainer.requireEnough(split.train().size(), options);
    } catch (InvalidDataException e) {
      throw new InvalidDataException(
          e.getMessage() + ". Bring a longer text, or leave --expert out", e);
    }
  }

  @Override
  public Outcome learn(Learning learning) throws IOException {
    return new MixtureFit(learning, estimator(), expert()).learn();
  }
}
