package dev.prose.model;

import java.util.random.RandomGenerator;

/** A place in a sequence at which tokens are drawn. Not safe for use by several threads. */
public interface Drawer {
  /** Draws a token that may come next. It is not appended. */
  int draw(RandomGenerator random);

  /**
   * Moves on by one token, drawn or not.
   *
   * @throws IndexOutOfBoundsException if there is no such token
   */
  void advance(int token);

  /**
   * The outcome at which the running sum of probabilities exceeds a number.
   *
   * @param probabilities with the sum 1
   * @param uniform from 0 to below 1
   */
  static int draw(double[] probabilities, double uniform) {
    double sum = 0;
    int last = 0;
    for (int id = 0; id < probabilities.length; id++) {
      if (probabilities[id] > 0) {
        sum += probabilities[id];
        last = id;
        if (uniform < sum) {
          break;
        }
      }
    }
    return last;
  }
}
