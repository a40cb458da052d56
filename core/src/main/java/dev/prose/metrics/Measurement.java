package dev.prose.metrics;

import dev.prose.eval.Evaluation;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is measured at one of a run's evaluations.
 *
 * @param iteration number of steps done so far, from 0
 * @param train the loss sampled from the train split
 * @param validation the loss sampled from the validation split, unless all of the text trains
 * @param exact the losses over whole splits, for models that can compute them
 * @param learningRate the optimizer's learning rate
 * @param iterationsPerSecond the speed since the measurement before; NaN for the first
 * @param seconds the time that the run has taken
 */
public record Measurement(
    int iteration,
    Evaluation train,
    Optional<Evaluation> validation,
    Optional<Exact> exact,
    double learningRate,
    double iterationsPerSecond,
    double seconds) {

  /**
   * Losses over every token of a split, in nats per token.
   *
   * @param train over the train split
   * @param validation over the validation split, unless all of the text trains; infinite if the
   *     model rules out something that occurs in it
   * @param gap how far {@code train} is above the lowest loss that any such model can reach
   */
  public record Exact(double train, OptionalDouble validation, double gap) {
    /**
     * @throws IllegalArgumentException if one of them is NaN
     */
    public Exact {
      requireNumber("exact train loss", train);
      validation.ifPresent(loss -> requireNumber("exact validation loss", loss));
      requireNumber("gap", gap);
    }
  }

  /**
   * @throws IllegalArgumentException if the iteration is negative, if a loss, the learning rate or
   *     the time is NaN, or if of exact losses and sampled ones only one kind has a validation loss
   */
  public Measurement {
    if (iteration < 0) {
      throw new IllegalArgumentException("an iteration must be at least 0, but is " + iteration);
    }
    requireNumber("train loss", train.nats());
    validation.ifPresent(it -> requireNumber("validation loss", it.nats()));
    if (exact.isPresent() && exact.get().validation().isPresent() != validation.isPresent()) {
      throw new IllegalArgumentException(
          "a validation loss must be both sampled and exact, or neither");
    }
    requireNumber("learning rate", learningRate);
    requireNumber("time", seconds);
  }

  private static void requireNumber(String what, double value) {
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException("the " + what + " must be a number, but is NaN");
    }
  }
}
