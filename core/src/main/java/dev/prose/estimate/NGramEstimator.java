package dev.prose.estimate;

import dev.prose.count.NGramCounts;
import dev.prose.data.Split;
import dev.prose.data.Tokens;
import dev.prose.model.InterpolatedNGramModel;
import dev.prose.model.NGramModel;
import dev.prose.smooth.BackoffForm;
import dev.prose.smooth.CountCutoffs;
import dev.prose.smooth.EntropyPruning;
import dev.prose.smooth.Holdout;
import dev.prose.smooth.KneserNey;
import dev.prose.smooth.Smoothing;
import dev.prose.smooth.Tuning;
import dev.prose.token.Tokenizer;
import java.io.IOException;
import java.util.Optional;

/**
 * Counts n-grams and smooths the counts. {@link #fit} takes the steps one after the other: {@link
 * #count}, {@link #tune}, {@link #smooth}.
 *
 * @param counting what is counted
 * @param smoothing what n-grams that were never seen are given
 * @param tuning whether its parameters are fitted to the end of the tokens
 * @param cutoffs which n-grams are left out for being rare, if any
 * @param pruning which n-grams are left out for mattering little, if any
 */
public record NGramEstimator(
    NGramCounting counting,
    Smoothing smoothing,
    Tuning tuning,
    Optional<CountCutoffs> cutoffs,
    Optional<EntropyPruning> pruning)
    implements Estimator<NGramModel> {
  /** N-grams of up to 7 tokens with modified Kneser-Ney smoothing, its discounts fitted. */
  public static final NGramEstimator DEFAULT =
      new NGramEstimator(
          NGramCounting.DEFAULT,
          KneserNey.ESTIMATED,
          Tuning.AUTO,
          Optional.empty(),
          Optional.empty());

  /**
   * This estimator with another length of the longest n-grams.
   *
   * @throws IllegalArgumentException if it is not 1 to {@link dev.prose.model.NGramTrie#MAX_ORDER}
   */
  public NGramEstimator withOrder(int order) {
    return withCounting(counting.withOrder(order));
  }

  public NGramEstimator withCounting(NGramCounting newCounting) {
    return new NGramEstimator(newCounting, smoothing, tuning, cutoffs, pruning);
  }

  public NGramEstimator withSmoothing(Smoothing newSmoothing) {
    return new NGramEstimator(counting, newSmoothing, tuning, cutoffs, pruning);
  }

  public NGramEstimator withTuning(Tuning newTuning) {
    return new NGramEstimator(counting, smoothing, newTuning, cutoffs, pruning);
  }

  public NGramEstimator withCutoffs(CountCutoffs newCutoffs) {
    return new NGramEstimator(counting, smoothing, tuning, Optional.of(newCutoffs), pruning);
  }

  public NGramEstimator withPruning(EntropyPruning newPruning) {
    return new NGramEstimator(counting, smoothing, tuning, cutoffs, Optional.of(newPruning));
  }

  @Override
  public Estimate<NGramModel> fit(Split split, Tokenizer tokenizer) throws IOException {
    NGramCounts counts = count(split.train(), tokenizer);
    Smoothing tuned = tune(counts, TextEnd.of(split.train()), tokenizer);
    return new Estimate<>(smooth(counts, tuned), tuned.description(), 0);
  }

  /** The first step: see {@link NGramCounting#count}. */
  public NGramCounts count(Tokens train, Tokenizer tokenizer) throws IOException {
    return counting.count(train, tokenizer);
  }

  /**
   * The second step: the smoothing, with its parameters fitted if that is asked for and possible.
   *
   * @param counts of the whole text
   * @throws IOException if a temporary file cannot be written
   */
  public Smoothing tune(NGramCounts counts, TextEnd text, Tokenizer tokenizer) throws IOException {
    return tuning.fits(smoothing) ? smoothing.tuned(holdout(counts, text, tokenizer)) : smoothing;
  }

  private Holdout holdout(NGramCounts counts, TextEnd text, Tokenizer tokenizer)
      throws IOException {
    long size = tuning.tokens(text.size(), counting.order());
    if (size == text.size()) {
      return Holdout.of(counts, text.tokens(), text.size());
    }
    Tokens end = text.tokens().slice(text.tokens().size() - size, text.tokens().size());
    return Holdout.of(count(end, tokenizer), end);
  }

  /**
   * How many of a text's last tokens the second step looks at; 0 if it fits nothing.
   *
   * @param size how many tokens the text has
   */
  public long tuningReach(long size) {
    if (!tuning.fits(smoothing)) {
      return 0;
    }
    long within = tuning.tokens(size, counting.order());
    return within == size ? Holdout.reach(size, counting.order()) : within;
  }

  /** The last step: the model of the counts, without what is left out. */
  public NGramModel smooth(NGramCounts counts, Smoothing tuned) {
    InterpolatedNGramModel all = tuned.fit(counts);
    InterpolatedNGramModel often = cutoffs.map(it -> it.apply(all, counts)).orElse(all);
    return pruning.<NGramModel>map(it -> it.prune(BackoffForm.of(often), counts)).orElse(often);
  }
}
