package dev.prose.neural.transformer;

import dev.prose.neural.LineStarts;
import dev.prose.neural.Network;
import dev.prose.neural.Weights;

/** A network whose tokens look at those before them. */
public sealed interface Transformer extends Network permits Gpt2, Gpt {
  /** The embeddings of the tokens, [token][width]. */
  String TOKENS = "transformer.wte.weight";

  /** The beginning of the names of a layer's weights. */
  static String layer(int index) {
    return "transformer.h." + index;
  }

  @Override
  default int stateSize() {
    return 0;
  }

  @Override
  default String tokenTable() {
    return TOKENS;
  }

  /**
   * Whether a matrix between features has a row for each output: the one whose longer side that
   * leaves last, so that loops over rows are long.
   */
  static boolean outputsFirst(String name) {
    return name.endsWith(".mlp.c_proj.weight");
  }

  /**
   * Where the last token of a context looks, when it predicts what comes next.
   *
   * @param context at least one token
   * @return [layer][head][place in the context]: shares that add up to 1 for each head; 0 for what
   *     it does not see
   * @throws IllegalArgumentException if there is no token
   * @throws IndexOutOfBoundsException if there is no such token
   */
  float[][][] attention(Weights weights, LineStarts lines, int... context);
}
