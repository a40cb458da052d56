package dev.prose.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code --device} does where there is no add-on. */
class ChosenDeviceTest {
  @TempDir private Path folder;
  private Path text;

  @BeforeEach
  void write() throws IOException {
    text = Files.writeString(folder.resolve("text.txt"), "to be or not\nto be, ".repeat(20));
  }

  private CommandRun train(String model, Path addOn, String... options) {
    String[] arguments =
        Stream.concat(
                Stream.of(
                    "train",
                    "--model=" + model,
                    "--data=" + text,
                    "--out-dir=" + folder.resolve("out"),
                    "--max-iters=2",
                    "--eval-iters=1",
                    "--batch-size=2",
                    "--block-size=4",
                    "--max-new-tokens=2"),
                Stream.of(options))
            .toArray(String[]::new);
    return new CommandRun.Setting()
        .environment(Map.of("PROSE_TORCH", addOn.toString()))
        .run(arguments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt2", "lstm", "bigram"})
  void theFirstThatIsThereMayBePlainJava(String model) {
    CommandRun run = train(model, folder.resolve("none"), "--device=auto", "--dtype=bfloat16");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains(
            ", on the CPU\n",
            "device      the CPU in plain Java: there is no add-on for other devices, see"
                + " docs/torch.md\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cuda", "mps", "torch-cpu"})
  void whatIsNotThereIsRefusedWithWhatToDo(String device) {
    Path none = folder.resolve("none");
    for (String model : List.of("gpt2", "bigram")) {
      CommandRun run = train(model, none, "--device=" + device);
      assertThat(run.code()).isEqualTo(65);
      assertThat(run.err())
          .isEqualTo(
              "prose: --device %s needs the add-on for other devices, which is not in %s. Leave"
                      .formatted(device, none)
                  + " --device out, or fetch it as docs/torch.md says\n");
    }
  }

  @Test
  void aFolderWithoutLearnersIsRefused() {
    CommandRun run = train("gru", folder, "--device=cuda");
    assertThat(run.err())
        .isEqualTo(
            "prose: %s has no learners. Fetch the add-on again as docs/torch.md says\n"
                .formatted(folder));
  }

  @Test
  void plainJavaHasNothingToRound() {
    CommandRun run = train("gpt2", folder, "--dtype=bfloat16");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--dtype has no effect with --device cpu: leave it out");
    assertThat(train("gpt2", folder).out()).doesNotContain("device ");
  }
}
