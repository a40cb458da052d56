package dev.prose.estimate;

import dev.prose.data.Split;
import dev.prose.neural.LineStarts;
import dev.prose.neural.Network;
import dev.prose.neural.NeuralLearner;
import dev.prose.neural.NeuralModel;
import dev.prose.neural.NeuralTraining;
import dev.prose.neural.kinds.NetworkKind;
import dev.prose.neural.kinds.NetworkShape;
import dev.prose.random.SplitMix64;
import dev.prose.token.Tokenizer;
import dev.prose.train.Trainer;
import dev.prose.train.TrainingOptions;
import java.util.Locale;

/**
 * Learns a network step by step. To watch the losses, use {@link Trainer} and {@link NeuralLearner}
 * directly.
 *
 * @param kind which network
 * @param shape its numbers
 * @param training how many steps, on which batches
 * @param optimizer what a step is
 * @param lines whether each line is a text of its own
 */
public record NeuralEstimator(
    NetworkKind kind,
    NetworkShape shape,
    TrainingOptions training,
    NeuralTraining optimizer,
    boolean lines)
    implements Estimator<NeuralModel> {
  private static final long INITIAL_WEIGHTS = 4; // a purpose of the seed, beside those of Trainer
  private static final int MOST_TOKENS = 1 << 24; // of a step

  /**
   * @throws IllegalArgumentException if a step would be of very many tokens
   */
  public NeuralEstimator {
    long tokens = (long) training.batchSize() * training.blockSize() * optimizer.accumulate();
    if (tokens > MOST_TOKENS) {
      throw new IllegalArgumentException(
          "a step may have %,d tokens, but accumulate %,d, batch size %,d and block size %,d make %,d"
              .formatted(
                  MOST_TOKENS,
                  optimizer.accumulate(),
                  training.batchSize(),
                  training.blockSize(),
                  tokens));
    }
  }

  /** The preset of a kind, with which it learns tiny Shakespeare in a minute or a few. */
  public static NeuralEstimator of(NetworkKind kind) {
    NeuralPreset preset = NeuralPreset.of(kind);
    return new NeuralEstimator(kind, preset.shape(), preset.training(), preset.optimizer(), false);
  }

  public NeuralEstimator withShape(NetworkShape newShape) {
    return new NeuralEstimator(kind, newShape, training, optimizer, lines);
  }

  public NeuralEstimator withTraining(TrainingOptions newTraining) {
    return new NeuralEstimator(kind, shape, newTraining, optimizer, lines);
  }

  public NeuralEstimator withOptimizer(NeuralTraining newOptimizer) {
    return new NeuralEstimator(kind, shape, training, newOptimizer, lines);
  }

  public NeuralEstimator withLines(boolean newLines) {
    return new NeuralEstimator(kind, shape, training, optimizer, newLines);
  }

  /**
   * The network that learning begins with.
   *
   * @throws IllegalArgumentException if there is none of that shape
   */
  public NeuralModel untrained(Tokenizer tokenizer) {
    Network network = kind.network(shape, tokenizer.vocabularySize());
    return NeuralModel.takingOver(
        network,
        network.initial(SplitMix64.derive(training.seed(), INITIAL_WEIGHTS)),
        lineStarts(tokenizer));
  }

  /**
   * Where lines begin, if each is a text of its own.
   *
   * @throws IllegalArgumentException if the tokens have no line end then
   */
  public LineStarts lineStarts(Tokenizer tokenizer) {
    return LinesOfTokens.starts(lines, tokenizer);
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.prose.train.DivergedException if a loss is not finite
   */
  @Override
  public Estimate<NeuralModel> fit(Split split, Tokenizer tokenizer) {
    NeuralLearner learner = new NeuralLearner(untrained(tokenizer), training, optimizer);
    new Trainer(split, training.unwatched()).train(learner, event -> {});
    int steps = training.maxIters();
    return new Estimate<>(learner.model(), description(steps), steps);
  }

  /** The description that is recorded with a model after some steps. */
  public String description(int steps) {
    String by = optimizer.muon().isPresent() ? "Muon and AdamW" : "AdamW";
    return String.format((Locale) null, "%,d iterations of %s", steps, by);
  }
}
