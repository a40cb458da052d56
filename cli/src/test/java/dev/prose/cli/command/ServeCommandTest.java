package dev.prose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.cli.CommandRun;
import dev.prose.cli.output.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeCommandTest {
  @TempDir private Path folder;

  private static CommandRun serve(String... arguments) {
    String[] all = new String[1 + arguments.length];
    all[0] = "serve";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return new CommandRun.Setting().run(all);
  }

  @ParameterizedTest
  @CsvSource({
    "--host, 0.0.0.0, API key",
    "--port, 70000, 65535",
    "--api-key, ' ', API key",
    "--models, =out, NAME=DIR",
    "--models, a=, NAME=DIR",
  })
  void refusesWhatCannotBeServed(String option, String value, String complaint) {
    CommandRun run = serve(option, value);
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(complaint);
  }

  @Test
  void twoModelsNeedTwoNames() {
    CommandRun run = serve("--models", "a/out", "b/out");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("called out", "=b/out");
  }

  @Test
  void saysWhichModelIsNotThere() {
    CommandRun run = serve("--models", folder.resolve("nothing").toString());
    assertThat(run.code()).isEqualTo(ExitCode.NO_INPUT);
    assertThat(run.err()).contains("nothing");
  }

  @ParameterizedTest
  @CsvSource({"Linux, xdg-open", "Mac OS X, open", "Windows 11, rundll32"})
  void opensThePageByTheSystemsOwnMeans(String system, String program) {
    assertThat(WebBrowser.command(system, "http://localhost:1"))
        .startsWith(program)
        .endsWith("http://localhost:1");
  }
}
