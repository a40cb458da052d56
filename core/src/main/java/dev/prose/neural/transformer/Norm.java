package dev.prose.neural.transformer;

import dev.prose.neural.Weights;

/** Brings the features of each token to one scale. */
interface Norm {
  /**
   * The forward pass.
   *
   * @param x [width][n]
   * @param n columns, with the padding
   * @return [width][n], kept until another norm of the network is computed
   */
  float[][] forward(float[][] x, int n);

  /** What the last forward pass gave, once more, in columns with the padding. */
  float[][] again(int n);

  /**
   * The backward pass of the last forward pass.
   *
   * @param dy [width][n], overwritten
   * @param dx [width][n], to which is added
   * @param n tokens, without the padding, which is computed as well but counts for nothing
   */
  void backward(float[][] dy, float[][] dx, Weights gradient, int n);
}
