package dev.prose.neural.mlp;

import dev.prose.neural.Reader;
import dev.prose.neural.Weights;
import dev.prose.neural.layer.VectorLinear;
import dev.prose.numeric.MatrixProduct;
import dev.prose.numeric.Tanh;
import java.util.Arrays;
import java.util.Objects;

/** Keeps the last tokens, and computes the hidden layer when it is asked. */
final class MlpReader implements Reader {
  private final Mlp network;
  private final MlpWeights weights;
  private final VectorLinear output;
  private final int[] context; // [place], the last token first
  private final float[][] input = new float[1][]; // [1][embedding]
  private final float[][] hidden; // [1][width]

  MlpReader(Mlp network, Weights weights) {
    this.network = network;
    this.weights = MlpWeights.of(network, weights);
    this.output =
        VectorLinear.outputsFirst(
            weights.matrix(Mlp.OUTPUT_WEIGHT), weights.vector(Mlp.OUTPUT_BIAS));
    this.context = new int[network.context()];
    this.hidden = new float[1][network.width()];
    restart();
  }

  @Override
  public void restart() {
    Arrays.fill(context, network.nothing());
  }

  @Override
  public void read(int token) {
    Objects.checkIndex(token, network.vocabularySize());
    System.arraycopy(context, 0, context, 1, context.length - 1);
    context[0] = token;
  }

  @Override
  public void logits(float[] target) {
    System.arraycopy(weights.bias(), 0, hidden[0], 0, network.width());
    for (int place = 0; place < context.length; place++) {
      input[0] = weights.embeddings()[context[place]];
      MatrixProduct.add(
          input, weights.hidden()[place], hidden, 1, network.embedding(), network.width());
    }
    Tanh.of(hidden[0], hidden[0], network.width());
    output.apply(hidden[0], target);
  }
}
