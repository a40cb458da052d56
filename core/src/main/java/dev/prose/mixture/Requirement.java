package dev.prose.mixture;

/** What must be so. */
final class Requirement {
  private Requirement() {}

  /**
   * Refuses what is not so.
   *
   * @throws IllegalArgumentException with the message, unless the condition holds
   */
  static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
