package dev.prose.neural.transformer;

import dev.prose.neural.Weights;

/**
 * Half a layer: what it gives is added to what it takes.
 *
 * <p>Source: He et al., "Deep residual learning for image recognition", CVPR 2016.
 */
interface Branch {
  /**
   * x += f(x).
   *
   * @param x [width][n]
   */
  void forward(float[][] x, Columns columns);

  /**
   * dx += the gradient through f.
   *
   * @param dx [width][n]
   */
  void backward(float[][] dx, Columns columns, Weights gradient);
}
