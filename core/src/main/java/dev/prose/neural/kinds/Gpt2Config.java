package dev.prose.neural.kinds;

import dev.prose.json.JsonObject;
import java.util.Map;

/** A config.json as Transformers' {@code GPT2Config} writes it, where a default may be left out. */
final class Gpt2Config {
  private static final String BIAS = "bias"; // nanoGPT's; Transformers always has biases

  /** What another program may have written, of which only this can be read. */
  private static final Map<String, Object> ONLY =
      Map.of(
          "activation_function", "gelu_new",
          "layer_norm_epsilon", 1e-5,
          "tie_word_embeddings", true,
          "scale_attn_weights", true,
          "scale_attn_by_inverse_layer_idx", false,
          "add_cross_attention", false);

  /** Another name of the same function, which later models have. */
  private static final Map<Object, String> SAME = Map.of("gelu_new", "gelu_pytorch_tanh");

  private Gpt2Config() {}

  /**
   * The shape that it describes.
   *
   * @throws dev.prose.text.InvalidFileException if a value is not of its type, or describes what
   *     cannot be read
   */
  static NetworkShape shape(JsonObject config) {
    ONLY.forEach((key, expected) -> {
      Object value = config.fields().get(key);
      if (value != null && !value.equals(expected) && !value.equals(SAME.get(expected))) {
        throw config.invalid(
            key, "is %s, but only a model with %s can be read".formatted(value, expected));
      }
    });
    int width = number(config, "n_embd", 768);
    if (config.fields().get("n_inner") != null
        && config.count("n_inner", Integer.MAX_VALUE) != 4L * width) {
      throw config.invalid("n_inner", "must be 4 times n_embd, " + 4L * width + ", if it is there");
    }
    return new NetworkShape(
        number(config, "n_layer", 12),
        number(config, "n_head", 12),
        width,
        width,
        1,
        number(config, "n_positions", 1024),
        !config.fields().containsKey(BIAS) || config.flag(BIAS),
        config.fields().containsKey("resid_pdrop") ? config.number("resid_pdrop") : 0);
  }

  private static int number(JsonObject config, String key, int byDefault) {
    return config.fields().containsKey(key)
        ? (int) config.count(key, Integer.MAX_VALUE)
        : byDefault;
  }
}
