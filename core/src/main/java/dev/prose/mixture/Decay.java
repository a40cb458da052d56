package dev.prose.mixture;

/**
 * How what was seen fades with the distance: e^(-distance / τ), and nothing beyond 5 τ. From two
 * small tables, so that it is quick and the same to the last bit on every machine.
 *
 * <p>Source: Clarkson and Robinson, "Language model adaptation using mixtures and an exponentially
 * decaying cache", 1997.
 */
final class Decay {
  /** What fades within a paragraph. */
  static final Decay NEAR = new Decay(300);

  /** What fades within a chapter. */
  static final Decay FAR = new Decay(10_000);

  private static final int FINE_BITS = 8;
  private static final int FINE = 1 << FINE_BITS;

  private final int reach;
  private final float[] fine = new float[FINE]; // [distance modulo 256]
  private final float[] coarse; // [distance / 256]

  /**
   * @param characters τ
   */
  Decay(int characters) {
    this.reach = 5 * characters;
    this.coarse = new float[(reach >> FINE_BITS) + 1];
    for (int i = 0; i < FINE; i++) {
      fine[i] = (float) StrictMath.exp(-(double) i / characters);
    }
    for (int i = 0; i < coarse.length; i++) {
      coarse[i] = (float) StrictMath.exp(-(double) i * FINE / characters);
    }
  }

  /** The largest distance at which something is left, in characters. */
  int reach() {
    return reach;
  }

  /**
   * What is left of 1.
   *
   * @param distance in characters, at most {@link #reach}
   */
  float after(int distance) {
    return coarse[distance >> FINE_BITS] * fine[distance & FINE - 1];
  }
}
