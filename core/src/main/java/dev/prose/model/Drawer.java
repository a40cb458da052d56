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
}
