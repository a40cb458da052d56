package dev.prose.model;

import dev.prose.random.AliasTable;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Draws from a Markov chain in constant time per token: the distribution after a token is always
 * the same, so its alias table is built when first needed, and kept.
 */
final class ChainDrawer implements Drawer {
  private final FirstOrderModel model;
  private final Reshaping reshaping;
  private final @Nullable AliasTable[] after; // [token]
  private @Nullable AliasTable current;

  ChainDrawer(FirstOrderModel model, Reshaping reshaping) {
    this.model = model;
    this.reshaping = reshaping;
    this.after = new AliasTable[model.vocabularySize()];
  }

  @Override
  public int draw(RandomGenerator random) {
    AliasTable table = current;
    if (table == null) {
      table = tableAtStart();
      current = table;
    }
    return table.draw(random);
  }

  @Override
  public void advance(int token) {
    current = tableAfter(token);
  }

  private AliasTable tableAfter(int token) {
    AliasTable table = after[Objects.checkIndex(token, after.length)];
    if (table == null) {
      float[] logProbabilities = new float[after.length];
      model.logProbabilitiesAfter(token, logProbabilities);
      table = new AliasTable(reshaping.apply(logProbabilities));
      after[token] = table;
    }
    return table;
  }

  private AliasTable tableAtStart() {
    float[] logProbabilities = new float[after.length];
    model.cursor().logProbabilities(logProbabilities);
    return new AliasTable(reshaping.apply(logProbabilities));
  }
}
