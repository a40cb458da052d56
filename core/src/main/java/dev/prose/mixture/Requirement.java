package dev.prose.mixture;

/** Checks conditions. */
final class Requirement {
  private Requirement() {}

  /**
   * Throws unless a condition holds.
   *
   * @throws IllegalArgumentException with the message, if the condition does not hold
   */
  static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
