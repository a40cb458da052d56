package dev.prose.plot;

import dev.prose.metrics.Measurement;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Points of a curve.
 *
 * @param x iterations
 * @param y losses in nats per token, as many as iterations, all finite
 */
record Points(List<Integer> x, List<Double> y) {
  /** The measurements whose loss is finite. */
  static Points of(List<Measurement> measurements, ToDoubleFunction<Measurement> loss) {
    List<Measurement> drawn =
        measurements.stream().filter(each -> Double.isFinite(loss.applyAsDouble(each))).toList();
    return new Points(
        drawn.stream().map(Measurement::iteration).toList(),
        drawn.stream().map(loss::applyAsDouble).toList());
  }

  int size() {
    return x.size();
  }

  Points reversed() {
    return new Points(x.reversed(), y.reversed());
  }

  Points then(Points more) {
    return new Points(
        Stream.concat(x.stream(), more.x.stream()).toList(),
        Stream.concat(y.stream(), more.y.stream()).toList());
  }
}
