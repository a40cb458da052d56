package dev.prose.neural;

import dev.prose.numeric.Vectors;

/**
 * A matrix of a network's weights, or a vector as a matrix of one row.
 *
 * @param name in files
 * @param role what an optimizer needs to know of it
 * @param values [row][column]; the inner loops change them in place
 * @param columns how many numbers of a row count; what is behind them in a gradient means nothing
 * @param transposed whether rows and columns are the other way round in files, which have a row for
 *     each output, or each token or position
 */
// An array, because these are weights; never compared.
@SuppressWarnings("ArrayRecordComponent")
public record Weight(String name, Role role, float[][] values, int columns, boolean transposed) {
  /** What a matrix is there for. */
  public enum Role {
    /** It turns features into features: weight decay applies, and Muon may orthogonalize it. */
    HIDDEN,
    /** A row per token or position, or the other way round: weight decay applies. */
    TABLE,
    /** A bias, a gain: no weight decay. */
    VECTOR
  }

  /** One whose rows and columns are those in files. */
  public Weight(String name, Role role, float[][] values) {
    this(name, role, values, false);
  }

  public Weight(String name, Role role, float[][] values, boolean transposed) {
    this(name, role, values, values.length == 0 ? 0 : values[0].length, transposed);
  }

  public Weight {
    if (values.length == 0 || columns < 1) {
      throw new IllegalArgumentException("the weight \"" + name + "\" has no numbers");
    }
  }

  public int rows() {
    return values.length;
  }

  /** The shape in files: one number for a vector, rows and columns for a matrix. */
  public int[] shape() {
    if (role == Role.VECTOR) {
      return new int[] {columns};
    }
    return transposed ? new int[] {columns, rows()} : new int[] {rows(), columns};
  }

  /** Whether weight decay applies. */
  public boolean decays() {
    return role != Role.VECTOR;
  }

  /** The same name and shape with copied numbers. */
  Weight copy() {
    float[][] copied = new float[values.length][];
    for (int row = 0; row < copied.length; row++) {
      copied[row] = values[row].clone();
    }
    return new Weight(name, role, copied, columns, transposed);
  }

  /** The same name and shape with zeros. */
  Weight zeros() {
    return new Weight(name, role, new float[rows()][columns], transposed);
  }

  /** The same name and shape with zeros, in rows that are {@linkplain Vectors#padded padded}. */
  Weight newGradient() {
    float[][] padded = new float[rows()][Vectors.padded(columns)];
    return new Weight(name, role, padded, columns, transposed);
  }

  /** A copy of the numbers as files have them, in row-major order. */
  float[] toArray() {
    float[] array = new float[rows() * columns];
    for (int row = 0; row < rows(); row++) {
      for (int column = 0; column < columns; column++) {
        array[place(row, column)] = values[row][column];
      }
    }
    return array;
  }

  /** Takes numbers as files have them, in row-major order. */
  void set(float[] array) {
    for (int row = 0; row < rows(); row++) {
      for (int column = 0; column < columns; column++) {
        values[row][column] = array[place(row, column)];
      }
    }
  }

  private int place(int row, int column) {
    return transposed ? column * rows() + row : row * columns + column;
  }
}
