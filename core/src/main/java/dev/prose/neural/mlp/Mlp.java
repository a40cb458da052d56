package dev.prose.neural.mlp;

import dev.prose.model.SequenceScorer;
import dev.prose.neural.LineStarts;
import dev.prose.neural.Network;
import dev.prose.neural.Pass;
import dev.prose.neural.Reader;
import dev.prose.neural.Weight.Role;
import dev.prose.neural.Weights;
import dev.prose.neural.layer.Dropout;
import dev.prose.neural.layer.InitialWeights;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A multilayer perceptron over the last tokens: their embeddings beside each other, one hidden
 * layer, and logits.
 *
 * <pre>
 * x = (E[t_1], E[t_2], ... E[t_N])     t_1 is the last token, t_2 the one before
 * h = tanh(x W + b)
 * logits = h O + c
 * </pre>
 *
 * <p>Where there is no token yet, at the start of a text, a line or a window, there is an embedding
 * for that.
 *
 * <p>Source: Bengio, Ducharme, Vincent and Jauvin, "A neural probabilistic language model", JMLR
 * 2003.
 *
 * @param vocabularySize V
 * @param context how many tokens it sees, N
 * @param embedding how many numbers stand for a token, D
 * @param width how many hidden units, H
 * @param dropout the share of the hidden units that is left out while it learns
 */
public record Mlp(int vocabularySize, int context, int embedding, int width, double dropout)
    implements Network {
  private static final int MOST = 1 << 14;

  static final String EMBEDDINGS = "embeddings";
  static final String HIDDEN_WEIGHT = "hidden.weight";
  static final String HIDDEN_BIAS = "hidden.bias";
  static final String OUTPUT_WEIGHT = "output.weight";
  static final String OUTPUT_BIAS = "output.bias";

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public Mlp {
    require("vocabulary", vocabularySize, Integer.MAX_VALUE - 1);
    require("context", context, MOST);
    require("embedding", embedding, MOST);
    require("width", width, MOST);
    new Dropout(dropout);
    requireMatrix(vocabularySize + 1L, embedding);
    requireMatrix(vocabularySize, width);
    requireMatrix((long) context * embedding, width);
  }

  private static void require(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "the %s must be from 1 to %,d, but is %,d".formatted(name, most, value));
    }
  }

  private static void requireMatrix(long rows, long columns) {
    if (rows * columns > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a matrix of %,d x %,d is larger than there can be".formatted(rows, columns));
    }
  }

  /** What stands in a context for "nothing yet". */
  int nothing() {
    return vocabularySize;
  }

  @Override
  public String type() {
    return "mlp";
  }

  @Override
  public OptionalInt mostPositions() {
    return OptionalInt.empty();
  }

  @Override
  public int stateSize() {
    return 0;
  }

  @Override
  public Map<String, Object> config() {
    Map<String, Object> config = new LinkedHashMap<>(); // always in the same order
    config.put("context_size", context);
    config.put("embedding_size", embedding);
    config.put("hidden_size", width);
    config.put("dropout", dropout);
    return config;
  }

  @Override
  public long parameterCount() {
    long tables = (vocabularySize + 1L) * embedding + (width + 1L) * vocabularySize;
    return tables + ((long) context * embedding + 1) * width;
  }

  @Override
  public String tokenTable() {
    return EMBEDDINGS;
  }

  /**
   * {@inheritDoc} As in PyTorch: embeddings from N(0, 1), the rest uniform between plus and minus 1
   * / sqrt(number of inputs).
   */
  @Override
  public Weights initial(long seed) {
    return weights(new InitialWeights(seed));
  }

  @Override
  public Weights blank() {
    return weights(InitialWeights.blank());
  }

  private Weights weights(InitialWeights initial) {
    int inputs = context * embedding;
    initial.normal(EMBEDDINGS, Role.TABLE, nothing() + 1, embedding, 1);
    uniform(initial, HIDDEN_WEIGHT, Role.HIDDEN, inputs, width, inputs);
    uniform(initial, HIDDEN_BIAS, Role.VECTOR, 1, width, inputs);
    uniform(initial, OUTPUT_WEIGHT, Role.TABLE, vocabularySize, width, width);
    uniform(initial, OUTPUT_BIAS, Role.VECTOR, 1, vocabularySize, width);
    return initial.weights();
  }

  private static void uniform(
      InitialWeights initial, String name, Role role, int rows, int columns, int inputs) {
    initial.uniform(name, role, rows, columns, 1 / StrictMath.sqrt(inputs));
  }

  @Override
  public Pass pass(Weights weights, int windows, int length) {
    return new MlpPass(this, weights, windows, length);
  }

  @Override
  public Reader reader(Weights weights) {
    return new MlpReader(this, weights);
  }

  @Override
  public Optional<SequenceScorer> scorer(Weights weights, LineStarts lines, long length) {
    return Optional.of(new MlpScorer(this, weights, lines, length));
  }
}
