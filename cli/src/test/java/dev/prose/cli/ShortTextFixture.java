package dev.prose.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A short text, a folder for a model of it, and the commands that a test types. */
abstract class ShortTextFixture {
  static final String TEXT =
      "She sells sea shells by the sea shore.\nThe shells she sells are sea shells, I'm sure.\n"
          .repeat(20);

  @TempDir Path folder;
  Path text = Path.of("");
  String out = "";

  @BeforeEach
  void writeText() throws IOException {
    text = Files.writeString(folder.resolve("shells.txt"), TEXT);
    out = folder.resolve("out").toString();
  }

  CommandRun train(String... more) {
    String[] arguments = {"train", "--data", text.toString(), "--out-dir", out};
    return CommandRun.of(concat(arguments, more));
  }

  CommandRun generate(String... more) {
    return CommandRun.of(concat(new String[] {"generate", "--out-dir", out}, more));
  }

  static String[] concat(String[] first, String[] second) {
    String[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  static void assertFails(CommandRun run, int code, String... inMessage) {
    assertThat(run.err()).contains(inMessage);
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.err()).startsWith("prose: ").doesNotContain("\tat ");
  }
}
