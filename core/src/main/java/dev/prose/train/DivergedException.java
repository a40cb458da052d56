package dev.prose.train;

/** A loss is no longer a finite number: the run was stopped at once. */
public final class DivergedException extends RuntimeException {
  private final int iteration;

  /**
   * @param iteration after which step, from 1
   * @param loss what it is, in nats
   */
  public DivergedException(int iteration, double loss) {
    super("training diverged: the loss at iteration %,d is %s".formatted(iteration, loss));
    this.iteration = iteration;
  }

  /** The step, from 1, whose batch had that loss, or after which the evaluation did. */
  public int iteration() {
    return iteration;
  }
}
