package dev.prose.cli.family.ngram;

import java.util.Locale;

/** What n-grams that were never seen are given. */
enum SmoothingMethod {
  KNESER_NEY,
  WITTEN_BELL,
  ABSOLUTE,
  ADDITIVE,
  STUPID_BACKOFF;

  /** Whether it gives probabilities, and not mere scores. */
  boolean hasProbabilities() {
    return this != STUPID_BACKOFF;
  }

  /** Whether it has parameters that can be fitted to held-out text. */
  boolean isTunable() {
    return this == KNESER_NEY || this == ADDITIVE;
  }

  /** As people write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
