package dev.prose.cli.family.neural;

import dev.prose.cli.option.Given;
import dev.prose.cli.option.Option;
import dev.prose.cli.option.RunArguments;
import dev.prose.cli.train.Family;
import dev.prose.cli.train.Learning;
import dev.prose.cli.train.Outcome;
import dev.prose.data.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code prose train} of one type of networks, which are learned step by step. */
public final class NeuralFamily implements Family {
  private final String type;
  private final String summary;
  private final RunArguments run;
  private final NeuralArguments arguments;

  /**
   * @param type of the networks
   * @param summary what they are, in half a sentence
   * @param arguments shared with the other types
   */
  public NeuralFamily(String type, String summary, RunArguments run, NeuralArguments arguments) {
    this.type = type;
    this.summary = summary;
    this.run = run;
    this.arguments = arguments;
  }

  @Override
  public String name() {
    return type;
  }

  @Override
  public String summary() {
    return summary;
  }

  @Override
  public List<Option<?>> options() {
    List<Option<?>> options = new ArrayList<>(arguments.shape(type));
    options.addAll(arguments.learning());
    options.addAll(List.of(run.lines(), run.saveInterval(), run.plot()));
    return options;
  }

  @Override
  public Map<String, String> preset() {
    return NeuralSettings.preset(type);
  }

  @Override
  public Set<String> fixed() {
    return Set.of(
        "layers",
        "heads",
        "width",
        "embedding-size",
        "context",
        "biases",
        "dropout",
        "batch-size",
        "block-size",
        "accumulate",
        "optimizer");
  }

  @Override
  public void check(Given given) {
    if (run.beginning().isPresent()) {
      given.refuse(
          run.initFrom(),
          arguments.shape(type),
          "has no effect with --init-from DIR, whose model has its shape: leave it out");
    }
    if (!NeuralSettings.usesMuon(arguments)) {
      given.refuse(
          arguments.optimizer,
          List.of(arguments.muonLearningRate),
          "has no effect without --optimizer muon: leave it out");
    }
    if (arguments.lrDecay.value().equalsIgnoreCase("none")) {
      given.refuse(
          arguments.lrDecay,
          List.of(arguments.lrDecayIters, arguments.minLr),
          "has no effect with --lr-decay none: leave it out");
    }
    if (arguments.patience.value() > 0 && run.trainFraction().value() == 1) {
      throw given.refusal(
          "--patience waits for the validation loss, and --train-fraction 1 leaves nothing to validate with: leave one of them out");
    }
    arguments.training().devices().check(given);
    given.options(this::fit);
  }

  private NeuralFit fit() {
    return new NeuralFit(
        NeuralSettings.estimator(type, arguments, run.lines().value(), run.seed().value()),
        arguments.patience.value(),
        run.plot().given(),
        arguments.training().devices());
  }

  @Override
  public boolean canBeginWithAModel() {
    return true;
  }

  @Override
  public boolean isMeasured() {
    return true;
  }

  @Override
  public String memoryAdvice() {
    return "A network takes some 50 bytes for each parameter to train, besides the text and what it"
        + " computes for a batch: a smaller --batch-size or --width needs less. ";
  }

  @Override
  public void requireEnough(Split split) {
    fit().requireEnough(split);
  }

  @Override
  public Outcome learn(Learning learning) throws IOException {
    return fit().learn(learning);
  }
}
