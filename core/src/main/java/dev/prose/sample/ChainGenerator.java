package dev.prose.sample;

import dev.prose.model.FirstOrderModel;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Generates with a Markov chain in constant time a token: what may follow a token is always the
 * same distribution, so an alias table of it is built when it is first needed and kept.
 */
final class ChainGenerator implements TokenGenerator {
  private final FirstOrderModel model;
  private final SamplingOptions options;
  private final RandomGenerator random;
  private final @Nullable AliasTable[] after; // [token]
  private @Nullable AliasTable current;

  ChainGenerator(FirstOrderModel model, SamplingOptions options, RandomGenerator random) {
    this.model = model;
    this.options = options;
    this.random = random;
    this.after = new AliasTable[model.vocabularySize()];
  }

  @Override
  public void append(int token) {
    current = tableAfter(token);
  }

  @Override
  public int next() {
    AliasTable table = current == null ? tableAtStart() : current;
    int token = table.draw(random);
    current = tableAfter(token);
    return token;
  }

  private AliasTable tableAfter(int token) {
    AliasTable table = after[Objects.checkIndex(token, after.length)];
    if (table == null) {
      float[] logProbabilities = new float[after.length];
      model.logProbabilitiesAfter(token, logProbabilities);
      table = new AliasTable(options.apply(logProbabilities));
      after[token] = table;
    }
    return table;
  }

  private AliasTable tableAtStart() {
    float[] logProbabilities = new float[after.length];
    model.cursor().logProbabilities(logProbabilities);
    return new AliasTable(options.apply(logProbabilities));
  }
}
