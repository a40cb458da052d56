package dev.prose.smooth;

/** Whether a smoothing's parameters are fitted to a held-out part of the text that is counted. */
public enum Tuning {
  /** Parameters that were given no values, within as much of the text's end as takes a second. */
  AUTO,
  /** All parameters, within the whole text. */
  ON,
  /** None. */
  OFF;

  // Of tokens times the order: about what a second is enough for.
  private static final long AT_ONCE = 10_000_000;

  /** Whether a smoothing has parameters that are fitted. */
  public boolean fits(Smoothing smoothing) {
    return switch (this) {
      case AUTO -> smoothing.isTunable() && smoothing.leavesParametersOpen();
      case ON -> smoothing.isTunable();
      case OFF -> false;
    };
  }

  /**
   * Within how many of a text's last tokens they are fitted.
   *
   * @param size how many tokens the text has
   * @param order the longest n-grams' length
   */
  public long tokens(long size, int order) {
    return this == AUTO ? Math.min(size, AT_ONCE / order) : size;
  }
}
