package dev.prose.numeric;

import java.util.Arrays;

/**
 * An array of numbers and its shape.
 *
 * @param shape the size of each dimension
 * @param values in row-major order, as many as the shape's product
 */
// Arrays, because these are a model's weights; never compared.
@SuppressWarnings("ArrayRecordComponent")
public record Tensor(int[] shape, float[] values) {
  /**
   * @throws IllegalArgumentException if the shape does not fit the number of values
   */
  public Tensor {
    long product = 1;
    for (int size : shape) {
      if (size < 0 || product * size > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("no array has the shape " + Arrays.toString(shape));
      }
      product *= size;
    }
    if (product != values.length) {
      throw new IllegalArgumentException(
          "the shape has %,d values, but %,d were given".formatted(product, values.length));
    }
  }
}
