package dev.prose.neural.transformer;

import dev.prose.model.SequenceScorer;
import dev.prose.neural.LineStarts;
import dev.prose.neural.Pass;
import dev.prose.neural.Reader;
import dev.prose.neural.Weight.Role;
import dev.prose.neural.Weights;
import dev.prose.neural.layer.InitialWeights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * GPT-2: learned positions, layer norm before each branch, causal attention, GELU, and one matrix
 * that embeds tokens and compares them.
 *
 * <p>Dropout is applied to the embeddings and to what each branch gives; not to the weights of the
 * attention.
 *
 * <p>Source: Radford et al., "Language models are unsupervised multitask learners", 2019. Weights
 * begin as in nanoGPT, and are called as in Transformers' {@code GPT2LMHeadModel}.
 *
 * @param layers how often attention and perceptron follow each other
 * @param heads of each attention
 * @param width how many numbers stand for a token; a multiple of the heads
 * @param positions the most tokens that are seen
 * @param biases whether linear layers and norms have them
 * @param dropout the share of numbers that are left out in training
 */
public record Gpt2(
    int vocabularySize,
    int layers,
    int heads,
    int width,
    int positions,
    boolean biases,
    double dropout)
    implements Transformer {
  /** What config.json calls it. */
  public static final String TYPE = "gpt2";

  static final String POSITIONS = "transformer.wpe.weight";
  static final String LAST_NORM = "transformer.ln_f";

  private static final double DEVIATION = 0.02;

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public Gpt2 {
    Shape.check(vocabularySize, layers, heads, width, positions, dropout);
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public OptionalInt mostPositions() {
    return OptionalInt.of(positions);
  }

  @Override
  public long parameterCount() {
    long norm = biases ? 2L * width : width;
    long matrices = 12L * width * width + (biases ? 9L * width : 0);
    return (vocabularySize + (long) positions) * width + layers * (matrices + 2 * norm) + norm;
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
    double ofResidual = DEVIATION / Math.sqrt(2.0 * layers);
    initial.normal(TOKENS, Role.TABLE, vocabularySize, width, DEVIATION);
    initial.normal(POSITIONS, Role.TABLE, positions, width, DEVIATION);
    for (int index = 0; index < layers; index++) {
      String layer = Transformer.layer(index);
      norm(initial, layer + ".ln_1");
      initial.normal(layer + ".attn.c_attn.weight", Role.HIDDEN, width, 3 * width, DEVIATION);
      bias(initial, layer + ".attn.c_attn", 3 * width);
      initial.normal(layer + ".attn.c_proj.weight", Role.HIDDEN, width, width, ofResidual);
      bias(initial, layer + ".attn.c_proj", width);
      norm(initial, layer + ".ln_2");
      initial.normal(layer + ".mlp.c_fc.weight", Role.HIDDEN, width, 4 * width, DEVIATION);
      bias(initial, layer + ".mlp.c_fc", 4 * width);
      initial.normal(layer + ".mlp.c_proj.weight", Role.HIDDEN, width, 4 * width, ofResidual);
      bias(initial, layer + ".mlp.c_proj", width);
    }
    norm(initial, LAST_NORM);
    return initial.weights();
  }

  private void norm(InitialWeights initial, String name) {
    initial.constant(name + ".weight", width, 1);
    bias(initial, name, width);
  }

  private void bias(InitialWeights initial, String name, int size) {
    if (biases) {
      initial.constant(name + ".bias", size, 0);
    }
  }

  /** {@inheritDoc} As Transformers calls it; {@code bias} is nanoGPT's. */
  @Override
  public Map<String, Object> config() {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("architectures", List.of("GPT2LMHeadModel"));
    config.put("n_layer", layers);
    config.put("n_head", heads);
    config.put("n_embd", width);
    config.put("n_positions", positions);
    config.put("bias", biases);
    config.put("activation_function", "gelu_new");
    config.put("layer_norm_epsilon", 1e-5);
    config.put("embd_pdrop", dropout);
    config.put("resid_pdrop", dropout);
    config.put("attn_pdrop", 0.0);
    config.put("tie_word_embeddings", true);
    return config;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if a window is longer than the positions
   */
  @Override
  public Pass pass(Weights weights, int windows, int length) {
    return Gpt2Pass.of(this, weights, windows, length, true);
  }

  @Override
  public Pass forwardPass(Weights weights, int windows, int length) {
    return Gpt2Pass.of(this, weights, windows, length, false);
  }

  @Override
  public Reader reader(Weights weights) {
    return Gpt2Reader.of(this, weights);
  }

  @Override
  public Optional<SequenceScorer> scorer(Weights weights, LineStarts lines, long length) {
    return Optional.of(new Gpt2Scorer(this, weights, lines, length));
  }

  @Override
  public float[][][] attention(Weights weights, LineStarts lines, int... context) {
    return Gpt2Reader.of(this, weights).attention(lines, context);
  }
}
