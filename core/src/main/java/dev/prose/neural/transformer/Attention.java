package dev.prose.neural.transformer;

import dev.prose.neural.transformer.Room.HeadRoom;
import dev.prose.numeric.MatrixProduct;
import dev.prose.numeric.Transposition;
import dev.prose.numeric.Vectors;

/**
 * Causal attention with several heads: each query's mean of the values, weighed by the softmax of
 * its products with the keys, divided by the root of the head's size.
 *
 * <p>Source: Vaswani et al., "Attention is all you need", NeurIPS 2017, equation 1.
 */
final class Attention {
  private final int heads;
  private final int size; // of a head
  private final float scale;
  private final HeadRoom room;
  private final float[][][] weights; // [window * heads + head][key][query]

  Attention(int heads, int size, int windows, int length, int past, Room room) {
    this.heads = heads;
    this.size = size;
    this.scale = (float) (1 / Math.sqrt(size));
    this.room = room.head;
    this.weights = new float[windows * heads][][];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = room.learns ? this.room.newWeights() : this.room.dScores;
    }
  }

  /**
   * The forward pass.
   *
   * @param q [width][window, query]
   * @param k [width][window, key]
   * @param v [width][window, key]
   * @param out [width][window, query], overwritten
   */
  void forward(Columns columns, float[][] q, float[][] k, float[][] v, float[][] out) {
    for (int window = 0; window < columns.windows; window++) {
      Sight sight = columns.sights[window];
      int queries = sight.queries;
      int keys = sight.keys;
      for (int head = 0; head < heads; head++) {
        copyIn(head, q, window * queries, queries, k, v, window * keys, keys);
        float[][] a = weights[window * heads + head];
        productTransposed(room.k, room.q, a, keys, size, queries);
        sight.clearUnseen(a);
        HeadSoftmax.forward(a, sight, room.largest, room.sum);
        product(room.v, a, room.out, size, keys, queries);
        copyOut(room.out, head, out, window * queries, queries);
      }
    }
  }

  /**
   * The backward pass of the last forward pass, without a past.
   *
   * @param q as in the forward pass, as are k and v
   * @param dOut the gradient of what it gave
   * @param dQ [width][window, query], overwritten
   * @param dK [width][window, key], overwritten
   * @param dV [width][window, key], overwritten
   */
  void backward(
      Columns columns,
      float[][] q,
      float[][] k,
      float[][] v,
      float[][] dOut,
      float[][] dQ,
      float[][] dK,
      float[][] dV) {
    for (int window = 0; window < columns.windows; window++) {
      Sight sight = columns.sights[window];
      int length = sight.queries;
      int from = window * length;
      for (int head = 0; head < heads; head++) {
        copyIn(head, q, from, length, k, v, from, length);
        copyHead(dOut, head, from, room.out, length);
        float[][] a = weights[window * heads + head];
        // dA = Vᵀ dO, of which the softmax makes the gradient of the scores.
        productTransposed(room.v, room.out, room.dScores, length, size, length);
        sight.clearUnseen(room.dScores);
        HeadSoftmax.backward(a, room.dScores, sight, room.sum);
        product(room.k, room.dScores, room.dQ, size, length, length);
        sumOverQueries(room.out, a, room.dV, sight);
        sumOverQueries(room.q, room.dScores, room.dK, sight);
        for (int d = 0; d < size; d++) {
          Vectors.scale(room.dQ[d], scale, length);
        }
        copyOut(room.dQ, head, dQ, from, length);
        copyOut(room.dK, head, dK, from, length);
        copyOut(room.dV, head, dV, from, length);
      }
    }
  }

  /** c[d][s] = Σ over t of a[d][t] b[s][t]. */
  private void sumOverQueries(float[][] a, float[][] b, float[][] c, Sight sight) {
    Transposition.of(b, room.transposed, sight.keys, sight.queries);
    product(a, room.transposed, c, size, sight.queries, sight.keys);
  }

  // All of a window's pairs are multiplied, also those of which the query does not see the key: it
  // is twice as much, and yet faster than ranges, because the compiler turns loops into vector
  // instructions that begin at 0.

  /** c = a b. */
  private static void product(float[][] a, float[][] b, float[][] c, int m, int k, int n) {
    int padded = Vectors.padded(n);
    Vectors.clear(c, m, padded);
    MatrixProduct.add(a, b, c, m, k, padded);
  }

  /** c = aᵀ b. */
  private static void productTransposed(
      float[][] a, float[][] b, float[][] c, int m, int k, int n) {
    int padded = Vectors.padded(n);
    Vectors.clear(c, m, padded);
    MatrixProduct.addTransposed(a, b, c, m, k, padded);
  }

  private void copyIn(
      int head, float[][] q, int query, int queries, float[][] k, float[][] v, int key, int keys) {
    copyHead(q, head, query, room.q, queries);
    copyHead(k, head, key, room.k, keys);
    copyHead(v, head, key, room.v, keys);
    for (int d = 0; d < size; d++) {
      Vectors.scale(room.q[d], scale, queries);
    }
  }

  private void copyHead(float[][] all, int head, int from, float[][] one, int n) {
    for (int d = 0; d < size; d++) {
      System.arraycopy(all[head * size + d], from, one[d], 0, n);
    }
  }

  private void copyOut(float[][] one, int head, float[][] all, int from, int n) {
    for (int d = 0; d < size; d++) {
      System.arraycopy(one[d], 0, all[head * size + d], from, n);
    }
  }
}
