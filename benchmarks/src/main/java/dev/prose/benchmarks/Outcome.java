package dev.prose.benchmarks;

import java.util.List;
import java.util.Optional;

/**
 * What came of a comparison.
 *
 * @param measured all that could be measured, in the comparison's order
 * @param notMeasured all that could not, with the reason
 */
record Outcome(Comparison comparison, List<Measured> measured, List<String> notMeasured) {
  Optional<Measured> find(String name) {
    return measured.stream().filter(each -> each.name().equals(name)).findFirst();
  }
}
