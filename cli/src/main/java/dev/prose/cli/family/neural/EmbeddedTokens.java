package dev.prose.cli.family.neural;

import dev.prose.neural.NeuralModel;
import dev.prose.numeric.PrincipalComponents;
import dev.prose.plot.TokenPlane;
import dev.prose.token.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Tokens as a network takes them in: as rows of numbers.
 *
 * @param ids of the tokens
 * @param rows [token][number]
 */
// Arrays of weights; never compared.
@SuppressWarnings("ArrayRecordComponent")
record EmbeddedTokens(int[] ids, float[][] rows) {
  private static final int MOST = 150; // that have room in a picture

  /**
   * All tokens, or of very many the first that are longer than a byte: where words or parts of them
   * were learned, these are the most frequent.
   */
  static EmbeddedTokens of(NeuralModel model, Tokenizer tokenizer) {
    float[][] table = model.weights().matrix(model.network().tokenTable());
    int all = tokenizer.vocabularySize();
    int[] ids = IntStream.range(0, all).toArray();
    if (all > MOST) {
      int[] longer = Arrays.stream(ids).filter(id -> tokenizer.bytes(id).length > 1).toArray();
      int[] chosen = longer.length == 0 ? ids : longer;
      ids = Arrays.copyOf(chosen, Math.min(chosen.length, MOST));
    }
    return new EmbeddedTokens(
        ids, Arrays.stream(ids).mapToObj(id -> table[id]).toArray(float[][]::new));
  }

  /** Draws them in the plane in which they are furthest apart. */
  void draw(Path file, Tokenizer tokenizer) throws IOException {
    PrincipalComponents plane = PrincipalComponents.of(rows, 2);
    TokenPlane.write(file, tokenizer, ids, plane.coordinates(), plane.shares());
  }
}
