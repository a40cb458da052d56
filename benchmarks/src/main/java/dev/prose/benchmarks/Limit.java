package dev.prose.benchmarks;

import java.util.Optional;

/** What a contender should reach. */
sealed interface Limit {
  /** Says in words whether the limit was met; empty if the contender was not measured. */
  Optional<String> verdict(Outcome outcome);

  /**
   * A fixed number.
   *
   * @param value the limit, in the unit of the comparison
   * @param atLeast whether this is a minimum, or else a maximum
   * @param origin how the limit was computed, or who set it
   */
  record Bound(String contender, double value, boolean atLeast, String origin) implements Limit {
    @Override
    public Optional<String> verdict(Outcome outcome) {
      Quantity quantity = outcome.comparison().quantity();
      return outcome
          .find(contender)
          .map(measured -> quantity.of(measured.seconds().median()))
          .map(median ->
              "%s: %s %s %s, %s: %s"
                  .formatted(
                      contender,
                      atLeast ? "at least" : "at most",
                      Quantity.format(value),
                      quantity.unit(),
                      origin,
                      (atLeast ? median >= value : median <= value) ? "met" : "missed"));
    }
  }

  /**
   * A fraction of a peer's time.
   *
   * @param divisor the contender's time should be at most the peer's divided by this
   * @param origin who set the limit
   */
  record Share(String contender, String peer, double divisor, String origin) implements Limit {
    @Override
    public Optional<String> verdict(Outcome outcome) {
      return outcome
          .find(contender)
          .flatMap(ours ->
              outcome.find(peer).map(theirs -> theirs.seconds().median() / ours.seconds().median()))
          .map(ratio ->
              "%s: %s, %s: 1/%s, %s"
                  .formatted(
                      contender,
                      divisor == 1
                          ? "no longer than " + peer
                          : "at most 1/%s of the time of %s"
                              .formatted(Quantity.format(divisor), peer),
                      origin,
                      Quantity.format(ratio),
                      ratio >= divisor ? "met" : "missed"));
    }
  }

  /**
   * What the machine allows, and nothing reaches.
   *
   * @param value the ceiling, a rate in the unit of the comparison
   * @param origin how the ceiling was computed
   */
  record Ceiling(String contender, double value, String origin) implements Limit {
    @Override
    public Optional<String> verdict(Outcome outcome) {
      Quantity quantity = outcome.comparison().quantity();
      return outcome
          .find(contender)
          .map(measured -> quantity.of(measured.seconds().median()))
          .map(median ->
              "%s: the limit is %s %s, %s; reached: %s %%"
                  .formatted(
                      contender,
                      Quantity.format(value),
                      quantity.unit(),
                      origin,
                      Quantity.format(100 * median / value)));
    }
  }

  static Limit atMost(String contender, double value, String origin) {
    return new Bound(contender, value, false, origin);
  }

  static Limit atLeast(String contender, double value, String origin) {
    return new Bound(contender, value, true, origin);
  }
}
