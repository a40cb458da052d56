package dev.prose.random;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Draws from a fixed distribution in constant time, with one random number and one comparison.
 *
 * <p>Each of the n possible outcomes has a column of width 1/n. Up to a threshold the column
 * belongs to the outcome itself, and above it to one other outcome, its alias. Source: Walker, "An
 * efficient method for generating discrete random variables with general distributions", TOMS 1977;
 * built in linear time as in Vose, "A linear algorithm for generating random numbers with a given
 * distribution", 1991.
 */
public final class AliasTable {
  private final int[] outcome; // [column]
  private final int[] alias; // [column]
  private final long[] threshold; // [column], unsigned fractions of 2^64

  /**
   * @param probabilities [outcome], none negative, with the sum 1; outcomes of probability 0 are
   *     never drawn
   */
  public AliasTable(double[] probabilities) {
    int columns = 0;
    int[] possible = new int[probabilities.length];
    for (int id = 0; id < probabilities.length; id++) {
      if (probabilities[id] > 0) {
        possible[columns++] = id;
      }
    }
    this.outcome = Arrays.copyOf(possible, columns);
    this.alias = outcome.clone();
    this.threshold = new long[columns];
    Arrays.fill(threshold, -1L);
    fill(probabilities);
  }

  private void fill(double[] probabilities) {
    int columns = outcome.length;
    double[] height = new double[columns];
    int[] stack =
        new int[columns]; // columns below 1 from the left, columns at or above 1 from the right
    int low = 0;
    int high = columns;
    for (int column = 0; column < columns; column++) {
      height[column] = probabilities[outcome[column]] * columns;
      if (height[column] < 1) {
        stack[low++] = column;
      } else {
        stack[--high] = column;
      }
    }
    while (low > 0 && high < columns) {
      int poor = stack[--low];
      int rich = stack[high++];
      threshold[poor] = fraction(height[poor]);
      alias[poor] = outcome[rich];
      height[rich] -= 1 - height[poor];
      if (height[rich] < 1) {
        stack[low++] = rich;
      } else {
        stack[--high] = rich;
      }
    }
    // Any column left over differs from a full one only by rounding, and keeps its full threshold.
  }

  private static long fraction(double share) {
    return (long) (share * 0x1p63) << 1;
  }

  /**
   * Draws an outcome. Of the random number times the number of columns, the high 64 bits choose a
   * column and the low 64 bits a place in it.
   */
  public int draw(RandomGenerator random) {
    long r = random.nextLong();
    int column = (int) Math.unsignedMultiplyHigh(r, outcome.length);
    long place = r * outcome.length;
    return Long.compareUnsigned(place, threshold[column]) < 0 ? outcome[column] : alias[column];
  }

  /**
   * The distribution that the columns represent, [outcome].
   *
   * @param outcomes number of outcomes, possible or not
   */
  public double[] probabilities(int outcomes) {
    double[] held = new double[outcomes];
    for (int column = 0; column < outcome.length; column++) {
      double own = (threshold[column] >>> 1) * 0x1p-63;
      held[outcome[column]] += own / outcome.length;
      held[alias[column]] += (1 - own) / outcome.length;
    }
    return held;
  }
}
