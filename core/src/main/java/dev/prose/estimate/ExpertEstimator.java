package dev.prose.estimate;

import dev.prose.data.Split;
import dev.prose.expert.ExpertOptions;
import dev.prose.expert.ExpertTrainer;
import dev.prose.expert.MixtureWithExpert;
import dev.prose.mixture.MixtureTrainer;
import dev.prose.neural.LineStarts;
import dev.prose.token.Tokenizer;
import java.util.Locale;

/**
 * Learns a mixture, and then an expert that learns what the mixture leaves.
 *
 * @param mixture how the mixture is learned
 * @param expert how the expert is
 */
public record ExpertEstimator(MixtureEstimator mixture, ExpertOptions expert)
    implements Estimator<MixtureWithExpert> {
  private static final String LINE_END = "\n";

  /**
   * The expert of a mixture that has learned.
   *
   * @throws dev.prose.text.InvalidDataException if the tokens are too few
   */
  public ExpertTrainer trainer(MixtureTrainer learned, Split split, Tokenizer tokenizer) {
    return new ExpertTrainer(learned, split.train(), lines(tokenizer), expert);
  }

  private LineStarts lines(Tokenizer tokenizer) {
    return mixture.lines() ? new LineStarts(tokenizer.token(LINE_END)) : LineStarts.NONE;
  }

  @Override
  public Estimate<MixtureWithExpert> fit(Split split, Tokenizer tokenizer) {
    ExpertTrainer.requireEnough(split.train().size(), expert);
    MixtureTrainer counted = mixture.trainer(split, tokenizer);
    counted.train((blocks, nats) -> {}, () -> false);
    ExpertTrainer trainer = trainer(counted, split, tokenizer);
    trainer.prepare(() -> false);
    trainer.train((done, learned, heldOut, trust) -> {}, () -> false);
    return new Estimate<>(
        trainer.model(),
        description(counted.done(), counted.blocks(), trainer.done()),
        counted.done() + trainer.done());
  }

  /**
   * The description that is recorded with such a model.
   *
   * @param done how many blocks the mixture has learned from
   * @param blocks of how many
   * @param steps how many the expert has made
   */
  public static String description(int done, int blocks, int steps) {
    return String.format(
        (Locale) null,
        "%s, then %,d iterations of AdamW",
        MixtureEstimator.description(done, blocks),
        steps);
  }
}
