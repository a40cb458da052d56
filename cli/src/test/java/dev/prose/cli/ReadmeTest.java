package dev.prose.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's programs compile and do what it says. */
class ReadmeTest {
  @TempDir Path folder;

  private String run(int program, String name, Path... arguments) throws Exception {
    String source = Markdown.read("README.md").texts("java").get(program);
    String[] given = Arrays.stream(arguments).map(Path::toString).toArray(String[]::new);
    return JavaProgram.compile(folder, name, source).run(given);
  }

  @Test
  void theFirstProgramAsksAModelOfTheCommand() throws Exception {
    Path out = folder.resolve("out");
    CommandRun trained =
        CommandRun.of("train", "--data", "plays", "--model", "ngram", "--out-dir", out.toString());
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(run(0, "Ask", out))
        .containsPattern(
            "\\nNextToken\\[text=t, id=\\d+, probability=[01]\\.\\d+]\\n\\d\\.\\d+\\n$");
  }

  @Test
  void theSecondProgramTrainsAModelForTheCommand() throws Exception {
    Path text =
        Files.writeString(
            folder.resolve("text.txt"), "How much wood would a woodchuck chuck?\n".repeat(50));
    Path out = folder.resolve("out");
    assertThat(run(1, "Train", text, out)).matches("\\d\\.\\d{4} nats per token\\n");
    assertThat(CommandRun.of("generate", "--out-dir", out.toString(), "--prompt", "w").code())
        .isZero();
  }
}
