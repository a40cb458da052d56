package dev.prose.eval;

import java.io.Serializable;

/**
 * Adds up numbers of nats so that the sum does not depend on their order: parts of a text that are
 * measured apart have together the same loss, to the last bit, as the text measured at once.
 *
 * <p>Each number is rounded to a multiple of 2^-62, and those are added exactly. Not safe for use
 * by several threads.
 */
public final class NatSum implements Serializable {
  private static final double ONE = 0x1p62;
  private static final double MOST = 0x1p53; // below it, a double has a whole part that fits

  private long wholes;
  private long fractions; // in units of 2^-62, from 0 to below 1
  private double beyond; // numbers that are infinite or not numbers: these add up in any order

  /** Adds a number. */
  public void add(double nats) {
    if (!(Math.abs(nats) < MOST)) {
      beyond += Math.abs(nats) >= MOST ? Math.copySign(Double.POSITIVE_INFINITY, nats) : nats;
      return;
    }
    double whole = Math.floor(nats);
    wholes += (long) whole;
    carry((long) ((nats - whole) * ONE));
  }

  /** Adds all the numbers of another sum. */
  public void add(NatSum other) {
    wholes += other.wholes;
    beyond += other.beyond;
    carry(other.fractions);
  }

  private void carry(long more) {
    fractions += more; // below 2^63
    if (fractions >= 1L << 62) {
      fractions -= 1L << 62;
      wholes++;
    }
  }

  /** The sum. */
  public double total() {
    return beyond == 0 ? wholes + fractions / ONE : beyond;
  }
}
