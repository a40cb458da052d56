package dev.prose.neural.mlp;

import dev.prose.numeric.MatrixProduct;
import dev.prose.numeric.Tanh;
import dev.prose.numeric.Transposition;
import dev.prose.numeric.Vectors;
import java.util.Arrays;

/**
 * Embeddings and the hidden layer for many positions. Its product of embeddings and weights is made
 * for each different token and place, and then looked up, which is far less than for each position.
 */
final class HiddenLayer {
  private static final int MANY_ROWS = 16;

  private final MlpWeights weights;
  private final int embedding;
  private final int width;
  private final float[][] hidden; // [position][width]
  private final float[][] embedded; // [slot][embedding], rows of the embeddings or their gradient
  private final float[][] products; // [slot][width], of one place; then their gradients
  private final float[][] weight; // [embedding][width], of one place
  private float[][] transposed = {}; // [width][embedding], made by the first backward pass

  HiddenLayer(Mlp network, MlpWeights weights, Contexts contexts, int mostPositions) {
    this.weights = weights;
    this.embedding = network.embedding();
    this.width = network.width();
    this.hidden = new float[mostPositions][Vectors.padded(width)];
    this.weight = new float[embedding][Vectors.padded(width)];
    this.embedded = new float[contexts.mostDifferent()][];
    this.products = new float[contexts.mostDifferent()][Vectors.padded(width)];
  }

  /** The forward pass: the hidden units, [position][width]. */
  float[][] forward(Contexts contexts) {
    contexts.rows(weights.embeddings(), embedded);
    for (int position = 0; position < contexts.positions(); position++) {
      System.arraycopy(weights.bias(), 0, hidden[position], 0, width);
    }
    for (int place = 0; place < weights.hidden().length; place++) {
      clear(contexts.different());
      float[][] ofPlace = ofPlace(place, contexts.different());
      MatrixProduct.add(
          embedded, ofPlace, products, contexts.different(), embedding, ofPlace[0].length);
      int[] slots = contexts.slots(place);
      for (int position = 0; position < contexts.positions(); position++) {
        Vectors.add(hidden[position], products[slots[position]], width);
      }
    }
    for (int position = 0; position < contexts.positions(); position++) {
      Tanh.of(hidden[position], hidden[position], width);
    }
    return hidden;
  }

  /**
   * The backward pass of the last forward pass.
   *
   * @param gradient of the hidden units, [position][width]; overwritten
   * @param sums the gradient of the weights, to which is added
   */
  void backward(Contexts contexts, float[][] gradient, MlpWeights sums) {
    for (int position = 0; position < contexts.positions(); position++) {
      unsquash(hidden[position], gradient[position], width);
      Vectors.add(sums.bias(), gradient[position], width);
    }
    if (transposed.length == 0) {
      transposed = new float[width][Vectors.padded(embedding)];
    }
    for (int place = 0; place < weights.hidden().length; place++) {
      clear(contexts.different());
      int[] slots = contexts.slots(place);
      for (int position = 0; position < contexts.positions(); position++) {
        Vectors.add(products[slots[position]], gradient[position], width);
      }
      contexts.rows(weights.embeddings(), embedded);
      MatrixProduct.addTransposed(
          embedded,
          products,
          sums.hidden()[place],
          embedding,
          contexts.different(),
          sums.hidden()[place][0].length);
      Transposition.of(weights.hidden()[place], transposed, embedding, width);
      contexts.rows(sums.embeddings(), embedded);
      MatrixProduct.add(
          products, transposed, embedded, contexts.different(), width, embedded[0].length);
    }
  }

  /** A place's weights; for many rows a padded copy, with which the product is faster. */
  private float[][] ofPlace(int place, int rows) {
    float[][] own = weights.hidden()[place];
    if (rows < MANY_ROWS) {
      return own;
    }
    Vectors.copy(own, weight, embedding, width);
    return weight;
  }

  private void clear(int different) {
    for (int slot = 0; slot < different; slot++) {
      Arrays.fill(products[slot], 0);
    }
  }

  private static void unsquash(float[] h, float[] gradient, int n) {
    for (int i = 0; i < n; i++) {
      gradient[i] *= 1 - h[i] * h[i];
    }
  }
}
