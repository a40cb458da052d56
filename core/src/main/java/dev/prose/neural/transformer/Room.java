package dev.prose.neural.transformer;

import dev.prose.numeric.Vectors;
import java.util.Arrays;

/** Arrays that the parts of a pass use one after the other. */
final class Room {
  final int tokens; // the most at once
  final int columns; // as many, padded
  final boolean learns; // whether what the backward pass needs is to be kept
  final float[][] normed; // [width][n]
  final float[][] branch; // [width][n], what a branch gives, or its gradient
  final float[][] inner; // [width][n], the gradient of what a branch takes
  final float[][] hidden; // [4 width][n], what is inside a branch, or its gradient
  final float[][] transposed; // [n][4 width], if there are backward passes
  final HeadRoom head;

  Room(int width, int headSize, int tokens, int length, int past, boolean learns) {
    this.tokens = tokens;
    this.columns = Vectors.padded(tokens);
    this.learns = learns;
    normed = new float[width][columns];
    branch = new float[width][columns];
    inner = new float[width][columns];
    hidden = new float[4 * width][columns];
    transposed = new float[learns ? tokens : 0][Vectors.padded(4 * width)];
    head = new HeadRoom(headSize, length, past + length, learns);
  }

  /**
   * Room for what the backward pass needs; where there is none, a shared array of the forward pass.
   *
   * @param shared [rows][n], not in use at the time
   */
  float[][] kept(float[][] shared, int rows) {
    return learns ? new float[rows][columns] : shared;
  }

  /** A quarter of {@link #hidden}: [width][n]. */
  float[][] part(int quarter) {
    int width = normed.length;
    return Arrays.copyOfRange(hidden, quarter * width, (quarter + 1) * width);
  }

  /** The copied rows of one head in one window. */
  static final class HeadRoom {
    final float[][] q; // [size][query]
    final float[][] k; // [size][key]
    final float[][] v; // [size][key]
    final float[][] out; // [size][query]
    final float[][] dScores; // [key][query]
    // If there are backward passes.
    final float[][] dQ;
    final float[][] dK;
    final float[][] dV;
    final float[][] transposed; // [query][key]
    final float[] largest; // [query]
    final float[] sum; // [query]

    HeadRoom(int size, int queries, int keys, boolean learns) {
      int paddedQueries = Vectors.padded(queries);
      int paddedKeys = Vectors.padded(keys);
      q = new float[size][paddedQueries];
      k = new float[size][paddedKeys];
      v = new float[size][paddedKeys];
      out = new float[size][paddedQueries];
      dScores = new float[keys][paddedQueries];
      dQ = new float[learns ? size : 0][paddedQueries];
      dK = new float[learns ? size : 0][paddedKeys];
      dV = new float[learns ? size : 0][paddedKeys];
      transposed = new float[learns ? queries : 0][paddedKeys];
      largest = new float[queries];
      sum = new float[queries];
    }

    /** Room for the weights of one head in one window: [key][query]. */
    float[][] newWeights() {
      return new float[dScores.length][dScores[0].length];
    }
  }
}
