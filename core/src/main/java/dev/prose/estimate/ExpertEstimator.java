package dev.prose.estimate;

import dev.prose.data.Split;
import dev.prose.expert.ExpertOptions;
import dev.prose.expert.ExpertTrainer;
import dev.prose.expert.MixtureWithExpert;
import dev.prose.mixture.MixtureTrainer;
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
  /** The usual mixture with the usual expert. */
  public static final ExpertEstimator DEFAULT =
      new ExpertEstimator(MixtureEstimator.DEFAULT, ExpertOptions.DEFAULT);

  public ExpertEstimator withMixture(MixtureEstimator newMixture) {
    return new ExpertEstimator(newMixture, expert);
  }

  public ExpertEstimator withExpert(ExpertOptions newExpert) {
    return new ExpertEstimator(mixture, newExpert);
  }

  /**
   * The expert of a mixture that has learned.
   *
   * @throws dev.prose.text.InvalidDataException if the tokens are too few
   */
  public ExpertTrainer trainer(MixtureTrainer learned, Split split, Tokenizer tokenizer) {
    return new ExpertTrainer(
        learned, split.train(), LinesOfTokens.starts(mixture.lines(), tokenizer), expert);
  }

  @Override
  public Estimate<MixtureWithExpert> fit(Split split, Tokenizer tokenizer) {
    ExpertTrainer.requireEnough(split.train().size(), expert);
    LinesOfTokens.starts(mixture.lines(), tokenizer); // refused before the work
    MixtureTrainer counted = mixture.trainer(split, tokenizer);
    counted.train((blocks, nats) -> {}, () -> false);
    ExpertTrainer trainer = trainer(counted, split, tokenizer);
    ExpertTrainer.Listener nobody = (done, learned, heldOut, trust) -> {};
    trainer.prepare(nobody, () -> false);
    trainer.train(nobody, () -> false);
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
