package dev.prose.eval;

import dev.prose.count.BigramCounts;
import dev.prose.data.BatchSampler;
import dev.prose.data.Tokens;
import dev.prose.model.FirstOrderModel;
import dev.prose.model.LanguageModel;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/** Measures models, on random batches or on every token. */
public final class Evaluator {
  private Evaluator() {}

  /**
   * The mean loss over random batches, as the lesson estimates it, and how far off the estimate may
   * be: the standard deviation of the batches' losses over the square root of their number. Windows
   * reach the two ends of a text less often than its middle, so on a text of few windows the
   * estimate also has a bias that the standard error does not show.
   *
   * @param firstStep the step of the sampler at which the batches begin
   * @param batches how many, at least 1
   * @throws IllegalArgumentException if there are fewer
   */
  public static Evaluation sampled(
      LanguageModel model, BatchSampler sampler, long firstStep, int batches) {
    return sampled(model, sampler, firstStep, batches, () -> false);
  }

  /**
   * The mean loss over random batches, unless it is told to stop.
   *
   * @param stop asked after each batch
   * @throws CancellationException if it says to stop
   */
  public static Evaluation sampled(
      LanguageModel model,
      BatchSampler sampler,
      long firstStep,
      int batches,
      BooleanSupplier stop) {
    if (batches < 1) {
      throw new IllegalArgumentException("at least 1 batch is needed, not " + batches);
    }
    double mean = 0;
    double squares = 0; // sum of squared deviations, by Welford's recurrence
    long tokens = 0;
    for (int k = 0; k < batches; k++) {
      var batch = sampler.batch(firstStep + k);
      double loss = model.loss(batch);
      double deviation = loss - mean;
      mean += deviation / (k + 1);
      squares += deviation * (loss - mean);
      tokens += batch.positions();
      if (stop.getAsBoolean()) {
        throw new CancellationException("the evaluation was stopped");
      }
    }
    double error = batches > 1 ? Math.sqrt(squares / (batches - 1) / batches) : Double.NaN;
    return new Evaluation(mean, error, tokens);
  }

  /** The loss on every pair of a sequence whose bigrams were counted, exactly. */
  public static Evaluation exact(FirstOrderModel model, BigramCounts counts) {
    return new Evaluation(counts.crossEntropy(model), 0, counts.total());
  }

  /**
   * The loss on every token of a sequence but the first, each predicted from all before it. For a
   * model that looks only at the last token, this is the loss on the sequence's bigrams, counted
   * once.
   *
   * @throws IllegalArgumentException if there are fewer than two tokens
   */
  public static Evaluation exact(LanguageModel model, Tokens tokens) {
    if (tokens.size() < 2) {
      throw new IllegalArgumentException(
          "an evaluation needs at least 2 tokens, but there are " + tokens.size());
    }
    return model instanceof FirstOrderModel chain
        ? exact(chain, BigramCounts.of(tokens))
        : walked(model, tokens);
  }

  private static Evaluation walked(LanguageModel model, Tokens tokens) {
    Sum sum = new Sum();
    model.surprisals(tokens, sum);
    return new Evaluation(sum.nats.total() / (tokens.size() - 1), 0, tokens.size() - 1);
  }

  /** Adds up all surprisals except the first token's, which is only context. */
  private static final class Sum implements DoubleConsumer {
    private boolean begun;
    private final NatSum nats = new NatSum();

    @Override
    public void accept(double surprisal) {
      if (begun) {
        nats.add(surprisal);
      }
      begun = true;
    }
  }
}
