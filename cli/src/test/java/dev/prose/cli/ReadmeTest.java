package dev.prose.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's program compiles and does what it says. */
class ReadmeTest {
  @Test
  void theExampleCompilesAndRuns(@TempDir Path folder) throws Exception {
    String example = Markdown.read("README.md").texts("java").getFirst();
    Path text =
        Files.writeString(
            folder.resolve("text.txt"), "How much wood would a woodchuck chuck?\n".repeat(50));
    Path out = folder.resolve("out");
    String printed =
        JavaProgram.compile(folder, "Example", example).run(text.toString(), out.toString());
    assertThat(printed).containsPattern("^\\d\\.\\d{4} nats, optimum \\d\\.\\d{4}\n");
    assertThat(CommandRun.of("generate", "--out-dir", out.toString(), "--prompt", "w").code())
        .isZero();
  }
}
