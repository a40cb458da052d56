package dev.prose.train;

import java.util.function.BooleanSupplier;

/**
 * Says to stop when the sampled validation loss has not been lower for some evaluations. It depends
 * on the best evaluation alone, so that a run that goes on stops where it would have.
 */
public final class EarlyStopping implements TrainingListener, BooleanSupplier {
  private final int patience;
  private final int evalInterval;
  private double bestLoss; // nats
  private int bestIteration;
  private int iteration;

  /**
   * @param patience how many evaluations to wait for a lower loss; 0: for ever
   * @param evalInterval steps between evaluations
   * @param bestLoss the lowest so far, in nats; infinite if there was none
   * @param bestIteration after how many steps
   * @throws IllegalArgumentException if the patience is negative
   */
  public EarlyStopping(int patience, int evalInterval, double bestLoss, int bestIteration) {
    if (patience < 0) {
      throw new IllegalArgumentException("patience must be at least 0, but is " + patience);
    }
    this.patience = patience;
    this.evalInterval = evalInterval;
    this.bestLoss = bestLoss;
    this.bestIteration = bestIteration;
    this.iteration = bestIteration;
  }

  @Override
  public void on(TrainingEvent event) {
    if (event instanceof TrainingEvent.Evaluated evaluated && evaluated.validation().isPresent()) {
      double loss = evaluated.validation().get().nats();
      iteration = evaluated.iteration();
      if (loss < bestLoss) {
        bestLoss = loss;
        bestIteration = iteration;
      }
    }
  }

  /** Whether to stop. */
  @Override
  public boolean getAsBoolean() {
    return patience > 0 && iteration - bestIteration >= (long) patience * evalInterval;
  }

  /** The lowest loss, in nats; infinite if there was none. */
  public double bestLoss() {
    return bestLoss;
  }

  /** After how many steps that was. */
  public int bestIteration() {
    return bestIteration;
  }
}
