package dev.prose.cli.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The options about a training run, whatever is trained. */
public final class RunArguments {
  private static final String SCRATCH = "scratch";
  private static final String RESUME = "resume";

  private final DataArguments data = new DataArguments();
  private final TokenizerArguments tokenizer = new TokenizerArguments();
  private final Option<String> vocabulary =
      Option.optional(
          String.class,
          "--vocabulary",
          "FILE|DIR",
          "Which tokens there are, so that several texts have the same: characters or words, one a"
              + " line, or a model's folder (default: those of the text)");
  private final Option<Double> trainFraction =
      Option.of(
          Double.class,
          "--train-fraction",
          "X",
          "0.9",
          "The share of the text that trains, the rest validates; 1: all of it trains");
  private final Option<Boolean> lines =
      Option.flag(
          "--lines",
          "Each line is a text of its own, a list of names for"
              + " instance; nothing is predicted from the line before, and the text is split by whole"
              + " lines in an order drawn from --seed");
  private final Option<String> initFrom =
      Option.open(
          "--init-from",
          List.of(SCRATCH, RESUME),
          "DIR",
          "Begin anew; or go on with the run in --out-dir, with its options where none are given; or,"
              + " with a model that learns step by step, begin with the one in a folder, on this text");
  private final Option<Double> alpha =
      Option.of(Double.class, "--alpha", "X", "1", "What additive smoothing adds to every count");
  private final Option<Long> seed =
      Option.of(Long.class, "--seed", "N", "1337", "Where all randomness comes from");
  private final Option<Path> outDir =
      Option.of(Path.class, "--out-dir", "DIR", "out", "Where to keep the model");
  private final Option<Double> saveInterval =
      Option.optional(
          Double.class,
          "--save-interval",
          "SECONDS",
          "Save a checkpoint on the way, but not more often than this (default: 0, or 30 for a model"
              + " that is large and learned in seconds)");
  private final Option<Path> plot =
      Option.optional(
          Path.class, "--plot", "FILE.png", "Where to draw the losses over the iterations");

  /** The text. */
  public DataArguments data() {
    return data;
  }

  /** What a token is. */
  public TokenizerArguments tokenizer() {
    return tokenizer;
  }

  /** Which tokens there are: a file or a model's folder. */
  public Option<String> vocabulary() {
    return vocabulary;
  }

  public Option<Double> trainFraction() {
    return trainFraction;
  }

  /** Whether each line is a text of its own. */
  public Option<Boolean> lines() {
    return lines;
  }

  public Option<String> initFrom() {
    return initFrom;
  }

  /** The folder of the model to begin with, as it is written, if there is one. */
  public Optional<String> beginning() {
    return initFrom.value().equals(SCRATCH) || resumes()
        ? Optional.empty()
        : Optional.of(initFrom.value());
  }

  /** Whether a run goes on. */
  public boolean resumes() {
    return initFrom.value().equals(RESUME);
  }

  /** What is added to every count, where there are counts to add to. */
  public Option<Double> alpha() {
    return alpha;
  }

  public Option<Long> seed() {
    return seed;
  }

  public Option<Path> outDir() {
    return outDir;
  }

  /** The least time between checkpoints, where they are saved on the way, in seconds. */
  public Option<Double> saveInterval() {
    return saveInterval;
  }

  /** Where to draw the losses on the way. */
  public Option<Path> plot() {
    return plot;
  }

  /** The options that have an effect only with some models; each family names those it uses. */
  public List<Option<?>> ofSomeModels() {
    return List.of(lines, alpha, saveInterval, plot);
  }
}
