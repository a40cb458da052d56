package dev.prose.neural.kinds;

import dev.prose.model.ModelInput;
import dev.prose.neural.Weight;
import dev.prose.neural.Weights;
import dev.prose.neural.transformer.Gpt2;
import dev.prose.numeric.Tensor;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tensors of a GPT-2 as Transformers' {@code GPT2LMHeadModel} has them: its linear layers,
 * "Conv1D", have a row for each input, and all of them and the norms have biases.
 */
final class Gpt2Tensors {
  private static final String WEIGHT = ".weight";
  private static final String BIAS = ".bias";
  private static final String PREFIX = "transformer.";

  private Gpt2Tensors() {}

  /** The tensors of a file, by name; biases that the network does not have are zeros. */
  static Map<String, Tensor> of(Gpt2 network, Weights weights) {
    Map<String, Tensor> own = weights.tensors();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Weight weight : weights.all()) {
      Tensor tensor = own.get(weight.name());
      if (tensor != null) {
        tensors.put(weight.name(), isConv1D(weight.name()) ? transposed(tensor) : tensor);
      }
      if (!network.biases() && hasBias(weight.name())) {
        int size = isConv1D(weight.name()) ? weight.shape()[0] : weight.columns();
        tensors.put(bias(weight.name()), new Tensor(new int[] {size}, new float[size]));
      }
    }
    return tensors;
  }

  private static boolean isConv1D(String name) {
    return name.endsWith(WEIGHT) && (name.contains(".attn.c_") || name.contains(".mlp.c_"));
  }

  private static boolean hasBias(String name) {
    return isConv1D(name) || (name.endsWith(WEIGHT) && name.contains(".ln_"));
  }

  private static String bias(String weight) {
    return weight.substring(0, weight.length() - WEIGHT.length()) + BIAS;
  }

  private static Tensor transposed(Tensor matrix) {
    int rows = matrix.shape()[0];
    int columns = matrix.shape()[1];
    return new Tensor(new int[] {columns, rows}, transposed(matrix.values(), rows, columns));
  }

  /** The sizes of all biases, by name. */
  private static Map<String, Integer> biases(Gpt2 network) {
    int width = network.width();
    Map<String, Integer> sizes = new LinkedHashMap<>();
    for (int layer = 0; layer < network.layers(); layer++) {
      String name = PREFIX + "h." + layer;
      sizes.put(name + ".ln_1" + BIAS, width);
      sizes.put(name + ".attn.c_attn" + BIAS, 3 * width);
      sizes.put(name + ".attn.c_proj" + BIAS, width);
      sizes.put(name + ".ln_2" + BIAS, width);
      sizes.put(name + ".mlp.c_fc" + BIAS, 4 * width);
      sizes.put(name + ".mlp.c_proj" + BIAS, width);
    }
    sizes.put(PREFIX + "ln_f" + BIAS, width);
    return sizes;
  }

  private static float[] transposed(float[] matrix, int rows, int columns) {
    float[] transposed = new float[matrix.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        transposed[column * rows + row] = matrix[row * columns + column];
      }
    }
    return transposed;
  }

  /** Reads a file, from here or from elsewhere: what it has besides the weights is left alone. */
  record Source(ModelInput.Tensors tensors) implements Weights.Source<IOException> {
    @Override
    public float[] read(String name, int... shape) throws IOException {
      // The model without its head has the names without the prefix.
      String inFile =
          tensors.has(PREFIX + "wte.weight") || !name.startsWith(PREFIX)
              ? name
              : name.substring(PREFIX.length());
      return isConv1D(name)
          ? transposed(tensors.read(inFile, shape[1], shape[0]).values(), shape[1], shape[0])
          : tensors.read(inFile, shape).values();
    }

    /**
     * The network, with biases if the file has any that are not 0: another program learned them.
     */
    Gpt2 network(Gpt2 described) throws IOException {
      if (described.biases()) {
        return described;
      }
      for (Map.Entry<String, Integer> bias : biases(described).entrySet()) {
        for (float number : read(bias.getKey(), bias.getValue())) {
          if (number != 0) {
            return new Gpt2(
                described.vocabularySize(),
                described.layers(),
                described.heads(),
                described.width(),
                described.positions(),
                true,
                described.dropout());
          }
        }
      }
      return described;
    }
  }
}
