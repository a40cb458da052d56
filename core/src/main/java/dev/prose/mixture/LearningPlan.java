package dev.prose.mixture;

/**
 * How a text is gone through for learning.
 *
 * @param blocks how many parts it is cut into, which are taken in random order
 * @param margin how many characters before and after a block are taken out of the counts with it,
 *     because a new text is not near what was counted either; at most a twentieth of the text, and
 *     none if no kind remembers what was just read
 * @param shortMemory one stretch in so many of a long text is read with a short memory, so that the
 *     weights are right for that too
 */
public record LearningPlan(int blocks, int margin, int shortMemory) {
  private static final int MARGINS = 20; // in a text, at least

  /**
   * @throws IllegalArgumentException if there are no blocks, or a number is too small
   */
  public LearningPlan {
    Requirement.require(blocks >= 1, "blocks must be at least 1, but are " + blocks);
    Requirement.require(margin >= 0, "margin must be at least 0, but is " + margin);
    Requirement.require(shortMemory >= 1, "a stretch of " + shortMemory + " cannot be read");
  }

  /** The margin in a text of this length. */
  int margin(int length) {
    return Math.min(margin, length / MARGINS);
  }
}
