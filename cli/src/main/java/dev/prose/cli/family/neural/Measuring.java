package dev.prose.cli.family.neural;

import dev.prose.metrics.Measurement;
import dev.prose.neural.NeuralTraining;
import dev.prose.train.TrainingEvent;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Adds to a run's evaluations the learning rate, and how fast the run is. */
final class Measuring {
  private final NeuralTraining training;
  private final LongSupplier clock; // ns
  private final long start;
  private long lastTime; // when the steps since the last evaluation began
  private int lastIteration;

  /**
   * @param iteration at which the run begins or goes on
   * @param clock in ns
   */
  Measuring(NeuralTraining training, int iteration, LongSupplier clock) {
    this.training = training;
    this.clock = clock;
    this.start = clock.getAsLong();
    this.lastTime = start;
    this.lastIteration = iteration;
  }

  Measurement of(TrainingEvent.Evaluated evaluated) {
    long now = clock.getAsLong();
    int steps = evaluated.iteration() - lastIteration;
    double speed = steps == 0 ? Double.NaN : steps / ((now - lastTime) / 1e9);
    lastTime = now;
    lastIteration = evaluated.iteration();
    double rate = training.adamW().learningRate();
    return new Measurement(
        evaluated.iteration(),
        evaluated.train(),
        evaluated.validation(),
        Optional.empty(),
        rate * training.learningRate().factor(evaluated.iteration()),
        speed,
        (now - start) / 1e9);
  }
}
