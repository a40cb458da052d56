package dev.prose.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model from a stranger says of itself is quoted, and does nothing. */
class StrangersModelTest {
  @Test
  void itCannotSteerTheTerminal(@TempDir Path folder) throws IOException {
    Path text = Files.writeString(folder.resolve("text.txt"), "to be or not to be, ".repeat(20));
    String out = folder.resolve("out").toString();
    CommandRun.of("train", "--data", text.toString(), "--out-dir", out, "--fit", "counts");
    Path checkpoint = Path.of(out, "checkpoint-0");
    Files.delete(checkpoint.resolve("manifest.json"));
    Path config = checkpoint.resolve("config.json");
    String hostile = "\\u001b]0;title\\u0007";
    Files.writeString(config, Files.readString(config).replace("bigram", hostile));
    CommandRun run = CommandRun.of("generate", "--out-dir", out);
    assertThat(run.code()).isEqualTo(65);
    assertThat(run.err())
        .contains("model_type", "is \\u{1B}]0;title\\u{7}, for which no format is known")
        .doesNotContain("\u001b");
  }
}
