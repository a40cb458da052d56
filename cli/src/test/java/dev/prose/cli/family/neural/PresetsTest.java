package dev.prose.cli.family.neural;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.cli.CommandRun;
import dev.prose.cli.option.Option;
import dev.prose.cli.option.RunArguments;
import dev.prose.cli.option.TrainingArguments;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files in configs that are of networks, and what a network takes without one. */
class PresetsTest {
  @TempDir private Path folder;

  private static Path file(String name) {
    return Path.of("..", "configs", name + ".properties");
  }

  @ParameterizedTest
  @CsvSource({"mlp,mlp", "rnn,rnn", "gru,gru", "lstm,lstm", "gpt2-cpu,gpt2", "gpt,gpt"})
  void theFileIsThePreset(String name, String type) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file(name))) {
      properties.load(reader);
    }
    NeuralFamily family =
        new NeuralFamily(
            type, "", new RunArguments(), new NeuralArguments(new TrainingArguments()));
    Map<String, String> expected = new TreeMap<>();
    expected.put("model", type);
    if (type.equals("gpt")) {
      expected.put("muon-learning-rate", "0.02");
    }
    for (Option<?> option : family.options()) {
      String key = option.name().substring(2);
      if (family.preset().containsKey(key)) {
        expected.put(key, number(family.preset().getOrDefault(key, "")));
      }
    }
    Map<String, String> actual = new TreeMap<>();
    properties.forEach((key, value) -> actual.put((String) key, number((String) value)));
    assertThat(actual).isEqualTo(expected);
  }

  private static String number(String text) {
    try {
      return Double.toString(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return text;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlp", "rnn", "gru", "lstm", "gpt2-cpu", "gpt", "names", "gpu"})
  void theFileWorks(String name) throws IOException {
    Path text = Files.writeString(folder.resolve("text.txt"), "to be or not\nto be, ".repeat(20));
    CommandRun run =
        CommandRun.of(
            "train",
            "--config=" + file(name),
            "--data=" + text,
            "--out-dir=" + folder.resolve("out"),
            "--max-iters=1",
            "--eval-iters=1",
            "--batch-size=2",
            "--block-size=4",
            "--max-new-tokens=2");
    assertThat(run.code()).as(run.err()).isZero();
  }
}
