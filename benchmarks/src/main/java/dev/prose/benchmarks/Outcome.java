package dev.prose.benchmarks;

import java.util.List;
import java.util.Optional;

/**
 * The result of a comparison.
 *
 * @param measured the contenders that were measured, in the comparison's order
 * @param notMeasured those that could not be measured, with the reason
 */
record Outcome(Comparison comparison, List<Measured> measured, List<String> notMeasured) {
  Optional<Measured> find(String name) {
    return measured.stream().filter(each -> each.name().equals(name)).findFirst();
  }
}
