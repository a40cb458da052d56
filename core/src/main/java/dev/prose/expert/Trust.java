package dev.prose.expert;

/**
 * How far a mixture and its expert are believed: the logit of a token is {@code mixture} times the
 * mixture's log-probability plus {@code expert} times the network's logit.
 *
 * @param mixture α
 * @param expert β
 */
public record Trust(double mixture, double expert) {
  /** The mixture alone. */
  public static final Trust MIXTURE_ALONE = new Trust(1, 0);

  /** The largest that either can be, with any sign. */
  static final double MOST = 100;

  /**
   * @throws IllegalArgumentException if a number is not finite, or huge
   */
  public Trust {
    if (!(Math.abs(mixture) <= MOST && Math.abs(expert) <= MOST)) {
      throw new IllegalArgumentException(
          "the trusts must be numbers of at most %s, but are %s and %s"
              .formatted(MOST, mixture, expert));
    }
  }

  /** Whether the network is not asked at all. */
  public boolean ignoresExpert() {
    return expert == 0;
  }

  /**
   * Computes the logits of both together.
   *
   * @param mixtureLogs [token], log-probabilities in nats
   * @param logits [token], the network's
   * @param target [token], overwritten
   */
  void combine(float[] mixtureLogs, float[] logits, float[] target) {
    for (int token = 0; token < target.length; token++) {
      target[token] = (float) (mixture * mixtureLogs[token] + expert * logits[token]);
    }
  }
}
