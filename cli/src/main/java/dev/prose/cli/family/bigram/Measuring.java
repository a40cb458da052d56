package dev.prose.cli.family.bigram;

import dev.prose.cli.train.Pace;
import dev.prose.eval.Evaluator;
import dev.prose.metrics.Measurement;
import dev.prose.model.BigramModel;
import dev.prose.train.TrainingEvent;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/** Adds to a run's evaluations what is known exactly, and how fast the run is. */
final class Measuring {
  private final PairCounts counts;
  private final double optimum; // nats
  private final double learningRate;
  private final Pace pace;

  /**
   * @param iteration at which the run begins or goes on
   * @param clock in ns
   */
  Measuring(PairCounts counts, double learningRate, int iteration, LongSupplier clock) {
    this.counts = counts;
    this.optimum = counts.train().optimum();
    this.learningRate = learningRate;
    this.pace = new Pace(iteration, clock);
  }

  Measurement of(TrainingEvent.Evaluated evaluated, BigramModel model) {
    double speed = pace.speed(evaluated.iteration());
    double exactTrain = Evaluator.exact(model, counts.train()).nats();
    return new Measurement(
        evaluated.iteration(),
        evaluated.train(),
        evaluated.validation(),
        Optional.of(
            new Measurement.Exact(exactTrain, exactValidation(model), exactTrain - optimum)),
        learningRate,
        speed,
        pace.seconds());
  }

  private OptionalDouble exactValidation(BigramModel model) {
    return counts.validation().isPresent()
        ? OptionalDouble.of(Evaluator.exact(model, counts.validation().get()).nats())
        : OptionalDouble.empty();
  }
}
