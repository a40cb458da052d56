package dev.prose.cli.train;

import java.util.function.LongSupplier;

/** How fast a run is, from one evaluation to the next. */
public final class Pace {
  private final LongSupplier clock; // ns
  private final long start;
  private long last; // when the steps since the last evaluation began
  private int lastIteration;

  /**
   * @param iteration at which the run begins or goes on
   * @param clock in ns
   */
  public Pace(int iteration, LongSupplier clock) {
    this.clock = clock;
    this.start = clock.getAsLong();
    this.last = start;
    this.lastIteration = iteration;
  }

  /** Iterations per second since the last call; NaN if there were none. */
  public double speed(int iteration) {
    long now = clock.getAsLong();
    int steps = iteration - lastIteration;
    double speed = steps == 0 ? Double.NaN : steps / ((now - last) / 1e9);
    last = now;
    lastIteration = iteration;
    return speed;
  }

  /** Seconds from the beginning to the last call of {@link #speed}. */
  public double seconds() {
    return (last - start) / 1e9;
  }
}
