package dev.prose.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's program compiles and does what it says. */
class ReadmeTest {
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void theExampleCompilesAndRuns(@TempDir Path folder) throws Exception {
    Matcher example = JAVA.matcher(Files.readString(Path.of("..", "README.md")));
    assertThat(example.find()).isTrue();
    Path source = Files.writeString(folder.resolve("Example.java"), example.group(1));
    Path text =
        Files.writeString(
            folder.resolve("text.txt"), "How much wood would a woodchuck chuck?\n".repeat(50));
    Path out = folder.resolve("out");
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, messages, "-d", folder.toString(), source.toString());
    assertThat(result).as(messages.toString(StandardCharsets.UTF_8)).isZero();

    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      var main = loader.loadClass("Example").getDeclaredMethod("main", String[].class);
      main.setAccessible(true);
      main.invoke(null, (Object) new String[] {text.toString(), out.toString()});
    } finally {
      System.setOut(console);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .containsPattern("^\\d\\.\\d{4} nats, optimum \\d\\.\\d{4}\n");
    assertThat(CommandRun.of("generate", "--out-dir", out.toString(), "--prompt", "w").code())
        .isZero();
  }
}
