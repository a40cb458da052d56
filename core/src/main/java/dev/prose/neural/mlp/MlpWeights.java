package dev.prose.neural.mlp;

import dev.prose.neural.Weights;
import java.util.Arrays;

/**
 * The weights of the hidden layer, or their gradients.
 *
 * @param embeddings [vocabulary + 1][embedding]
 * @param hidden [place][embedding][width], for the last token, the one before it, and so on: parts
 *     of one matrix
 * @param bias [width]
 */
// Arrays, because these are weights; never compared.
@SuppressWarnings("ArrayRecordComponent")
record MlpWeights(float[][] embeddings, float[][][] hidden, float[] bias) {
  static MlpWeights of(Mlp network, Weights weights) {
    float[][] all = weights.matrix(Mlp.HIDDEN_WEIGHT);
    float[][][] hidden = new float[network.context()][][];
    for (int place = 0; place < hidden.length; place++) {
      int from = place * network.embedding();
      hidden[place] = Arrays.copyOfRange(all, from, from + network.embedding());
    }
    return new MlpWeights(weights.matrix(Mlp.EMBEDDINGS), hidden, weights.vector(Mlp.HIDDEN_BIAS));
  }
}
