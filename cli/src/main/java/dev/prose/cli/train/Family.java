package dev.prose.cli.train;

import dev.prose.cli.option.Given;
import dev.prose.cli.option.Option;
import dev.prose.cli.option.RunArguments;
import dev.prose.cli.output.Console;
import dev.prose.data.Split;
import dev.prose.data.Tokenization;
import dev.prose.data.TokenizedText;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A family of models that {@code prose train} makes: its options, its checks, its learning. */
public interface Family {
  /** Its name for {@code --model}, and the type of its models. */
  String name();

  /** What such a model is, for the list of families: half a sentence. */
  String summary();

  /** The options that have an effect with it: its own, and some of {@link RunArguments}. */
  List<Option<?>> options();

  /** Values of its options where none are given, by the options' names without dashes. */
  default Map<String, String> preset() {
    return Map.of();
  }

  /** Its options that are about one start and change nothing of the model. */
  default List<Option<?>> ofOneStart() {
    return List.of();
  }

  /** The names of those options, without dashes, which a run that goes on may not change. */
  default Set<String> fixed() {
    return Set.of();
  }

  /** The {@link #fixed} options that follow from the text where they are not given. */
  default Set<String> fixedByText() {
    return Set.of();
  }

  /**
   * Refuses values out of their range, and options that mean nothing together with another one.
   *
   * @throws picocli.CommandLine.ParameterException if there are such
   */
  void check(Given given);

  /** Whether it can begin with a model that learned from another text. */
  default boolean canBeginWithAModel() {
    return false;
  }

  /** The default for the least time between checkpoints. */
  default Duration saveInterval() {
    return Duration.ZERO;
  }

  /** Whether it writes files of measurements into the run's folder. */
  default boolean isMeasured() {
    return false;
  }

  /** What takes memory when it learns: a sentence and a space. */
  String memoryAdvice();

  /** Does what can be done while the text is being loaded. */
  default void prepare() {}

  /** Loads the text as tokens. */
  default TokenizedText tokenize(RunArguments run, Tokenization tokenization, Console console)
      throws IOException {
    return run.data().tokenize(console, tokenization);
  }

  /**
   * Refuses a text that is too short.
   *
   * @throws dev.prose.text.InvalidDataException if it is
   */
  void requireEnough(Split split);

  /** Learns, reports how that goes and how good the model is, and has it kept. */
  Outcome learn(Learning learning) throws IOException;
}
