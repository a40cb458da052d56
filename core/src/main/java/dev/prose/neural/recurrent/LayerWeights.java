package dev.prose.neural.recurrent;

import dev.prose.neural.Weights;

/**
 * The weights of one layer, or their gradients. The gates are beside each other, because products
 * with long rows are faster.
 *
 * @param input [row][gates * width]: of the first layer a row per token, which is what a one-hot
 *     vector times a matrix is; of others a row per number of the layer below
 * @param hidden [width][gates * width], from the state before to the gates
 * @param bias [gates * width]
 * @param candidateBias [width], inside the product with the reset gate; of {@link Gru} alone, else
 *     empty
 */
// Arrays, because these are weights; never compared.
@SuppressWarnings("ArrayRecordComponent")
record LayerWeights(float[][] input, float[][] hidden, float[] bias, float[] candidateBias) {
  static LayerWeights of(Weights weights, Cell cell, int layer) {
    return new LayerWeights(
        weights.matrix(inputName(layer)),
        weights.matrix(hiddenName(layer)),
        weights.vector(biasName(layer)),
        cell == Cell.GRU ? weights.vector(candidateBiasName(layer)) : new float[0]);
  }

  static String inputName(int layer) {
    return "layers." + layer + ".input";
  }

  static String hiddenName(int layer) {
    return "layers." + layer + ".hidden";
  }

  static String biasName(int layer) {
    return "layers." + layer + ".bias";
  }

  static String candidateBiasName(int layer) {
    return "layers." + layer + ".candidate_bias";
  }

  /** How many numbers the state has. */
  int width() {
    return hidden.length;
  }

  /** How many numbers go into the gates. */
  int gatesWidth() {
    return bias.length;
  }
}
