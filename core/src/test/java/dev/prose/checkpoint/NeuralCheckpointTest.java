package dev.prose.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.json.JsonObject;
import dev.prose.neural.LineStarts;
import dev.prose.neural.Network;
import dev.prose.neural.NeuralModel;
import dev.prose.neural.Weight;
import dev.prose.neural.Weights;
import dev.prose.neural.kinds.NetworkKind;
import dev.prose.neural.kinds.NetworkShape;
import dev.prose.neural.transformer.Gpt2;
import dev.prose.numeric.Tensor;
import dev.prose.text.Corpus;
import dev.prose.text.InvalidFileException;
import dev.prose.token.OnUnknown;
import dev.prose.token.chars.CharTokenizer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Networks in files, ours and those of others. */
class NeuralCheckpointTest {
  private static final Corpus CORPUS = Corpus.of("test", "she sells sea shells\n");
  private static final CharTokenizer TOKENIZER = CharTokenizer.of(CORPUS.text());
  private static final int V = TOKENIZER.vocabularySize();
  private static final NetworkShape SHAPE = new NetworkShape(2, 2, 8, 5, 3, 6, false, 0.25);

  @TempDir private Path out;

  private static NeuralModel model(NetworkKind kind, NetworkShape shape) {
    Network network = kind.network(shape, V);
    Weights weights = network.initial(1);
    for (Weight weight : weights.all()) { // also of those that begin with zeros
      for (float[] row : weight.values()) {
        for (int i = 0; i < row.length; i++) {
          row[i] += 0.01f * i;
        }
      }
    }
    return new NeuralModel(network, weights, LineStarts.at(0));
  }

  private Path save(NeuralModel model) throws IOException {
    return new Checkpoint(model, TOKENIZER, TrainingState.of(CORPUS, "test", 3)).save(out);
  }

  private static NeuralModel load(Path folder) throws IOException {
    return (NeuralModel) Checkpoint.load(folder, OnUnknown.ERROR).model();
  }

  @ParameterizedTest
  @EnumSource
  void everythingComesBackAsItWas(NetworkKind kind) throws IOException {
    NeuralModel model = model(kind, SHAPE);
    NeuralModel loaded = load(save(model));
    assertThat(loaded.network()).isEqualTo(model.network());
    assertThat(loaded.lines()).isEqualTo(LineStarts.at(0));
    assertThat(numbers(loaded)).isEqualTo(numbers(model));
  }

  private static Map<String, String> numbers(NeuralModel model) {
    Map<String, String> numbers = new TreeMap<>();
    model
        .weights()
        .tensors()
        .forEach((name, tensor) -> numbers.put(name, Arrays.toString(tensor.values())));
    return numbers;
  }

  @ParameterizedTest
  @EnumSource
  void theNumberOfParametersIsKnownBeforehand(NetworkKind kind) {
    for (NetworkShape shape :
        new NetworkShape[] {
          SHAPE,
          new NetworkShape(1, 1, 4, 7, 1, 1, true, 0),
          new NetworkShape(3, 4, 16, 2, 9, 11, true, 0)
        }) {
      Network network = kind.network(shape, V);
      assertThat(network.parameterCount()).isEqualTo(network.initial(0).count());
    }
  }

  @Test
  void aGpt2IsWrittenAsTransformersHasIt() throws IOException {
    Path folder = save(model(NetworkKind.GPT2, SHAPE));
    JsonObject config = JsonObject.read(folder.resolve("config.json"));
    assertThat(config.fields())
        .containsEntry("model_type", "gpt2")
        .containsEntry("architectures", List.of("GPT2LMHeadModel"))
        .containsEntry("n_layer", 2)
        .containsEntry("n_head", 2)
        .containsEntry("n_embd", 8)
        .containsEntry("n_positions", 6)
        .containsEntry("vocab_size", V)
        .containsEntry("activation_function", "gelu_new")
        .containsEntry("layer_norm_epsilon", 1e-5)
        .containsEntry("tie_word_embeddings", true)
        .containsEntry("line_end_token_id", 0);
    Map<String, String> expected = new TreeMap<>();
    expected.put("transformer.wte.weight", "[" + V + ", 8]");
    expected.put("transformer.wpe.weight", "[6, 8]");
    for (String layer : new String[] {"transformer.h.0.", "transformer.h.1."}) {
      for (String norm : new String[] {"ln_1", "ln_2"}) {
        expected.put(layer + norm + ".weight", "[8]");
        expected.put(layer + norm + ".bias", "[8]");
      }
      expected.put(layer + "attn.c_attn.weight", "[8, 24]");
      expected.put(layer + "attn.c_attn.bias", "[24]");
      expected.put(layer + "attn.c_proj.weight", "[8, 8]");
      expected.put(layer + "attn.c_proj.bias", "[8]");
      expected.put(layer + "mlp.c_fc.weight", "[8, 32]");
      expected.put(layer + "mlp.c_fc.bias", "[32]");
      expected.put(layer + "mlp.c_proj.weight", "[32, 8]");
      expected.put(layer + "mlp.c_proj.bias", "[8]");
    }
    expected.put("transformer.ln_f.weight", "[8]");
    expected.put("transformer.ln_f.bias", "[8]");
    Map<String, String> actual = new TreeMap<>();
    tensors(folder).forEach((name, it) -> actual.put(name, Arrays.toString(it.shape())));
    assertThat(actual).isEqualTo(expected);
    assertThat(tensors(folder).entrySet())
        .filteredOn(it -> it.getKey().endsWith(".bias"))
        .allSatisfy(it -> assertThat(it.getValue().values()).containsOnly(0));
  }

  private static Map<String, Tensor> tensors(Path folder) throws IOException {
    try (Safetensors.Reading reading =
        new Safetensors.Reading(folder.resolve("model.safetensors"))) {
      return reading.readAll(1 << 20);
    }
  }

  /** Rewrites a folder as somebody else would have it: no manifest. */
  private static void rewrite(
      Path folder, UnaryOperator<String> config, Map<String, Tensor> tensors) throws IOException {
    Files.delete(folder.resolve("manifest.json"));
    Files.delete(folder.resolve("training_state.json"));
    Path file = folder.resolve("config.json");
    Files.writeString(file, config.apply(Files.readString(file)));
    write(folder, tensors);
  }

  private static void write(Path folder, Map<String, Tensor> tensors) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            folder.resolve("model.safetensors"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      Safetensors.write(channel, tensors);
    }
  }

  @Test
  void aGpt2FromElsewhereIsRead() throws IOException {
    NetworkShape biased = new NetworkShape(2, 2, 8, 5, 3, 6, true, 0);
    NeuralModel model = model(NetworkKind.GPT2, biased);
    Path folder = save(model);
    Map<String, Tensor> theirs = new LinkedHashMap<>();
    tensors(folder)
        .forEach((name, tensor) -> theirs.put(name.replaceFirst("transformer\\.", ""), tensor));
    theirs.put("h.0.attn.bias", new Tensor(new int[] {1, 1, 6, 6}, new float[36]));
    theirs.put("h.0.attn.masked_bias", new Tensor(new int[] {}, new float[] {-1e4f}));
    theirs.put("lm_head.weight", new Tensor(new int[] {V, 8}, new float[V * 8]));
    String config =
        "{\"model_type\":\"gpt2\",\"n_ctx\":6,\"n_positions\":6,\"n_embd\":8,\"n_head\":2,"
            + "\"n_layer\":2,\"vocab_size\":"
            + V
            + ",\"attn_pdrop\":0.1,\"n_inner\":null,\"activation_function\":\"gelu_pytorch_tanh\"}";
    rewrite(folder, before -> config, theirs);
    NeuralModel loaded = load(folder);
    assertThat(numbers(loaded)).isEqualTo(numbers(model));
    assertThat(loaded.lines()).isEqualTo(LineStarts.NONE);
  }

  @Test
  void biasesThatAnotherProgramLearnedAreRead() throws IOException {
    Path folder = save(model(NetworkKind.GPT2, SHAPE));
    Map<String, Tensor> tensors = new LinkedHashMap<>(tensors(folder));
    tensors.put(
        "transformer.h.1.ln_2.bias",
        new Tensor(new int[] {8}, new float[] {0, 1, 2, 3, 4, 5, 6, 7}));
    rewrite(folder, config -> config, tensors);
    NeuralModel loaded = load(folder);
    assertThat(((Gpt2) loaded.network()).biases()).isTrue();
    assertThat(loaded.weights().vector("transformer.h.1.ln_2.bias")[7]).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "n_layer | 1000 | numbers, but a network as config.json describes it has",
        "n_positions | 100000000 | takes too much memory to read",
        "n_positions | 20000 | takes too much memory to read",
        "n_positions | 10000 | numbers, but a network as config.json describes it has",
        "n_layer | 2000000000 | describes no network",
        "n_layer | 0 | describes no network",
        "n_layer | -1 | must be a whole number from 0",
        "n_layer | \"two\" | must be a number",
        "n_head | 3 | describes no network",
        "n_embd | 1048576 | describes no network",
        "n_embd | 4 | has the shape",
        "activation_function | \"relu\" | only a model with gelu_new can be read",
        "layer_norm_epsilon | 1e-3 | only a model with",
        "tie_word_embeddings | false | only a model with true can be read",
        "line_end_token_id | 10000 | must be a whole number from 0",
      })
  void aConfigThatDoesNotFitIsRefusedBeforeMemoryGoesIntoIt(
      String key, String value, String message) throws IOException {
    Path folder = save(model(NetworkKind.GPT2, SHAPE));
    Map<String, Tensor> tensors = tensors(folder);
    rewrite(
        folder,
        config -> config.replaceFirst("\"" + key + "\" : [^,\\n]+", "\"" + key + "\" : " + value),
        tensors);
    assertThatThrownBy(() -> load(folder))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @EnumSource
  void weightsThatAreNoNumbersAreRefusedByName(NetworkKind kind) throws IOException {
    NeuralModel model = model(kind, SHAPE);
    Path folder = save(model);
    for (float bad : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
      for (Weight weight : model.weights().all()) {
        Map<String, Tensor> tensors = new LinkedHashMap<>(tensors(folder));
        tensors.computeIfPresent(
            weight.name(),
            (name, tensor) -> {
              float[] values = tensor.values().clone();
              values[values.length - 1] = bad;
              return new Tensor(tensor.shape(), values);
            });
        Path copy = Files.createDirectory(out.resolve(weight.name() + bad));
        for (String file : new String[] {"config.json", "tokenizer.json"}) {
          Files.copy(folder.resolve(file), copy.resolve(file));
        }
        write(copy, tensors);
        assertThatThrownBy(() -> load(copy))
            .isInstanceOf(InvalidFileException.class)
            .hasMessageContaining("tensor \"%s\" has %s as number", weight.name(), bad);
      }
    }
    model.weights().all().getLast().values()[0][0] = Float.NaN;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> save(model))
        .withMessageContaining(model.weights().all().getLast().name());
  }

  @Test
  void aMissingTensorIsNamed() throws IOException {
    Path folder = save(model(NetworkKind.GRU, SHAPE));
    Map<String, Tensor> tensors = new LinkedHashMap<>(tensors(folder));
    Tensor bias = tensors.remove("output.bias");
    assertThat(bias).isNotNull();
    tensors.put("another", new Tensor(new int[] {V}, new float[V]));
    rewrite(folder, config -> config, tensors);
    assertThatThrownBy(() -> load(folder)).hasMessageContaining("has no tensor \"output.bias\"");
  }
}
