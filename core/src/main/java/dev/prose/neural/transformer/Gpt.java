package dev.prose.neural.transformer;

import dev.prose.model.SequenceScorer;
import dev.prose.neural.LineStarts;
import dev.prose.neural.Pass;
import dev.prose.neural.Reader;
import dev.prose.neural.Weight.Role;
import dev.prose.neural.Weights;
import dev.prose.neural.layer.InitialWeights;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A transformer with what has been learned since GPT-2: root mean square norms without gains, also
 * for queries and keys; rotary positions; the squared ReLU; a head of its own; no biases. What ends
 * a branch, and the head, begin with zeros.
 *
 * <p>Dropout is applied as in {@link Gpt2}. Each token sees itself and the last few before it, in
 * windows of any length.
 *
 * <p>Source: Karpathy's nanochat and Jordan et al.'s modded-nanogpt, 2024 and 2025. Matrices are
 * [in][out] but for the perceptron's second and the head, which are [out][in].
 *
 * @param layers how often attention and perceptron follow each other
 * @param heads of each attention
 * @param width how many numbers stand for a token; an even multiple of the heads
 * @param positions how many tokens each sees at most, with itself
 * @param dropout the share of numbers that are left out in training
 */
public record Gpt(
    int vocabularySize, int layers, int heads, int width, int positions, double dropout)
    implements Transformer {
  /** What config.json calls it. */
  public static final String TYPE = "gpt";

  static final String HEAD = "lm_head.weight";

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public Gpt {
    Shape.check(vocabularySize, layers, heads, width, positions, dropout);
    if (width / heads % 2 != 0) {
      throw new IllegalArgumentException(
          "each head must have an even number of features, but width %d for %d heads gives %d"
              .formatted(width, heads, width / heads));
    }
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public OptionalInt mostPositions() {
    return OptionalInt.empty();
  }

  @Override
  public long parameterCount() {
    return 2L * vocabularySize * width + layers * 12L * width * width;
  }

  @Override
  public Weights initial(long seed) {
    return weights(new InitialWeights(seed, Transformer::outputsFirst));
  }

  @Override
  public Weights blank() {
    return weights(InitialWeights.blank(Transformer::outputsFirst));
  }

  private Weights weights(InitialWeights initial) {
    double deviation = 1 / Math.sqrt(width);
    initial.normal(TOKENS, Role.TABLE, vocabularySize, width, 1);
    for (int index = 0; index < layers; index++) {
      String layer = Transformer.layer(index);
      initial.normal(layer + ".attn.c_q.weight", Role.HIDDEN, width, width, deviation);
      initial.normal(layer + ".attn.c_k.weight", Role.HIDDEN, width, width, deviation);
      initial.normal(layer + ".attn.c_v.weight", Role.HIDDEN, width, width, deviation);
      initial.zeros(layer + ".attn.c_proj.weight", Role.HIDDEN, width, width);
      initial.normal(layer + ".mlp.c_fc.weight", Role.HIDDEN, width, 4 * width, deviation);
      initial.zeros(layer + ".mlp.c_proj.weight", Role.HIDDEN, width, 4 * width);
    }
    initial.zeros(HEAD, Role.TABLE, vocabularySize, width);
    return initial.weights();
  }

  @Override
  public Map<String, Object> config() {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("n_layer", layers);
    config.put("n_head", heads);
    config.put("n_embd", width);
    config.put("n_positions", positions);
    config.put("resid_pdrop", dropout);
    return config;
  }

  @Override
  public Pass pass(Weights weights, int windows, int length) {
    return GptPass.of(this, weights, windows, length, 0, true);
  }

  @Override
  public Pass forwardPass(Weights weights, int windows, int length) {
    return GptPass.of(this, weights, windows, length, 0, false);
  }

  @Override
  public Reader reader(Weights weights) {
    return GptReader.of(this, weights);
  }

  @Override
  public Optional<SequenceScorer> scorer(Weights weights, LineStarts lines, long length) {
    return Optional.of(new GptScorer(this, weights, lines, length));
  }

  @Override
  public float[][][] attention(Weights weights, LineStarts lines, int... context) {
    return GptReader.of(this, weights).attention(lines, context);
  }
}
