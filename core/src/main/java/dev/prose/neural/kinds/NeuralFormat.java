package dev.prose.neural.kinds;

import dev.prose.json.JsonObject;
import dev.prose.model.ModelFormat;
import dev.prose.model.ModelInput;
import dev.prose.model.ModelOutput;
import dev.prose.model.Predictor;
import dev.prose.neural.LineStarts;
import dev.prose.neural.Network;
import dev.prose.neural.NeuralModel;
import dev.prose.neural.Weight;
import dev.prose.neural.Weights;
import dev.prose.neural.transformer.Gpt2;
import dev.prose.text.InvalidFileException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** A network: its shape in config.json, its weights as tensors by name. */
public record NeuralFormat(NetworkKind kind) implements ModelFormat {
  private static final int MOST_TOKENS = 1 << 24;
  private static final String LINE_END = "line_end_token_id";

  @Override
  public String type() {
    return kind.type();
  }

  @Override
  public int mostTokens() {
    return MOST_TOKENS;
  }

  @Override
  public void check(Predictor model) {
    for (Weight weight : ((NeuralModel) model).weights().all()) {
      for (float[] row : weight.values()) {
        for (float number : row) {
          if (!Float.isFinite(number)) {
            throw new IllegalArgumentException(
                "the weight \"%s\" has a number that is %s".formatted(weight.name(), number));
          }
        }
      }
    }
  }

  @Override
  public Map<String, Object> config(Predictor model) {
    NeuralModel neural = (NeuralModel) model;
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("torch_dtype", "float32");
    config.putAll(neural.network().config());
    neural.lines().lineEnd().ifPresent(token -> config.put(LINE_END, token));
    return config;
  }

  @Override
  public void write(Predictor model, ModelOutput output) throws IOException {
    NeuralModel neural = (NeuralModel) model;
    output.tensors(
        neural.network() instanceof Gpt2 gpt2
            ? Gpt2Tensors.of(gpt2, neural.weights())
            : neural.weights().tensors());
  }

  @Override
  public Predictor read(ModelInput input) throws IOException {
    Network network = network(input.config(), input.vocabularySize());
    LineStarts lines = lines(input.config(), input.vocabularySize());
    try (ModelInput.Tensors tensors = input.tensors()) {
      if (network instanceof Gpt2 gpt2) {
        Gpt2Tensors.Source source = new Gpt2Tensors.Source(tensors);
        requireEnough(tensors, gpt2);
        return model(source.network(gpt2), source, tensors, lines);
      }
      requireEnough(tensors, network);
      return model(network, (name, shape) -> tensors.read(name, shape).values(), tensors, lines);
    }
  }

  private Network network(JsonObject config, int vocabularySize) {
    try {
      return kind.read(config, vocabularySize);
    } catch (InvalidFileException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new InvalidFileException(config.file(), "describes no network: " + e.getMessage(), e);
    }
  }

  private static LineStarts lines(JsonObject config, int vocabularySize) {
    return config.fields().containsKey(LINE_END)
        ? new LineStarts(OptionalInt.of((int) config.count(LINE_END, vocabularySize - 1)))
        : LineStarts.NONE;
  }

  /** Refuses a file that is too small for the weights, before memory goes into them. */
  private static void requireEnough(ModelInput.Tensors tensors, Network network) {
    if (tensors.numbers() < network.parameterCount()) {
      throw new InvalidFileException(
          tensors.file(),
          "has %,d numbers, but a network as config.json describes it has %,d: a tensor is missing, or config.json is another network's"
              .formatted(tensors.numbers(), network.parameterCount()));
    }
  }

  private static NeuralModel model(
      Network network,
      Weights.Source<IOException> source,
      ModelInput.Tensors tensors,
      LineStarts lines)
      throws IOException {
    Weights weights = network.blank();
    weights.set((name, shape) -> finite(source.read(name, shape), name, tensors));
    return NeuralModel.takingOver(network, weights, lines);
  }

  private static float[] finite(float[] numbers, String name, ModelInput.Tensors tensors) {
    for (int i = 0; i < numbers.length; i++) {
      if (!Float.isFinite(numbers[i])) {
        throw new InvalidFileException(
            tensors.file(), "tensor \"%s\" has %s as number %,d".formatted(name, numbers[i], i));
      }
    }
    return numbers;
  }
}
