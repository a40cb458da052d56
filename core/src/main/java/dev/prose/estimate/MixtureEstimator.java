package dev.prose.estimate;

import dev.prose.data.Split;
import dev.prose.mixture.Mixture;
import dev.prose.mixture.MixtureOptions;
import dev.prose.mixture.MixtureShape;
import dev.prose.mixture.MixtureTrainer;
import dev.prose.token.Tokenizer;
import dev.prose.token.chars.Vocabulary;
import java.util.Locale;
import java.util.Optional;

/**
 * Counts many kinds of context, and learns what they are worth.
 *
 * @param contexts which, as {@link MixtureOptions#of} takes them
 * @param lines whether each line is a text of its own
 * @param hidden units of the gate; empty: as many as suit the contexts
 * @param stride the mean distance of the positions that are learned from, in characters; empty: as
 *     suits the length of the text
 * @param passes how often it goes through the text; empty: as suits the length of the text
 * @param seed where all randomness comes from
 */
public record MixtureEstimator(
    String contexts,
    boolean lines,
    Optional<Integer> hidden,
    Optional<Integer> stride,
    Optional<Integer> passes,
    long seed)
    implements Estimator<Mixture> {
  /** The contexts of {@link MixtureShape#DEFAULT_CONTEXTS}, one text, seed 1337. */
  public static final MixtureEstimator DEFAULT =
      new MixtureEstimator(
          MixtureShape.DEFAULT_CONTEXTS,
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          1337);

  /**
   * @throws IllegalArgumentException if {@link MixtureOptions} refuses a value
   */
  public MixtureEstimator {
    options(contexts, lines, hidden, stride, passes, seed, 1);
  }

  public MixtureEstimator withContexts(String newContexts) {
    return new MixtureEstimator(newContexts, lines, hidden, stride, passes, seed);
  }

  public MixtureEstimator withLines(boolean newLines) {
    return new MixtureEstimator(contexts, newLines, hidden, stride, passes, seed);
  }

  public MixtureEstimator withSeed(long newSeed) {
    return new MixtureEstimator(contexts, lines, hidden, stride, passes, newSeed);
  }

  /**
   * How a text of some length is learned.
   *
   * @param length in tokens
   */
  public MixtureOptions options(long length) {
    return options(contexts, lines, hidden, stride, passes, seed, length);
  }

  private static MixtureOptions options(
      String contexts,
      boolean lines,
      Optional<Integer> hidden,
      Optional<Integer> stride,
      Optional<Integer> passes,
      long seed,
      long length) {
    MixtureOptions options = MixtureOptions.of(contexts, lines, length, seed);
    options = hidden.map(options::withHidden).orElse(options);
    options = stride.map(options::withStride).orElse(options);
    return passes.map(options::withPasses).orElse(options);
  }

  /**
   * Counts the tokens to train on; nothing is learned yet.
   *
   * @param tokenizer what encoded them
   * @throws dev.prose.text.InvalidDataException if they are too few or too many, or no characters
   */
  public MixtureTrainer trainer(Split split, Tokenizer tokenizer) {
    return new MixtureTrainer(
        split.train(), Vocabulary.of(tokenizer, "a mixture"), options(split.train().size()));
  }

  @Override
  public Estimate<Mixture> fit(Split split, Tokenizer tokenizer) {
    MixtureTrainer trainer = trainer(split, tokenizer);
    trainer.train((blocks, nats) -> {}, () -> false);
    return new Estimate<>(
        trainer.model(), description(trainer.done(), trainer.blocks()), trainer.done());
  }

  /**
   * The description that is recorded with a mixture.
   *
   * @param done how many blocks it has learned from
   * @param blocks of how many
   */
  public static String description(int done, int blocks) {
    return String.format((Locale) null, "%d of %d blocks of Adagrad", done, blocks);
  }
}
