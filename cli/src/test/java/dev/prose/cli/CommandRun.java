package dev.prose.cli;

import dev.prose.cli.output.Console;
import dev.prose.cli.output.TextOutput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * One run of the command inside this JVM.
 *
 * @param code the exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record CommandRun(int code, String out, String err) {
  /** Runs off a terminal with nothing on standard input. */
  public static CommandRun of(String... arguments) {
    return new Setting().run(arguments);
  }

  /** What a run finds around it. */
  public static final class Setting {
    private byte[] in = {};
    private boolean terminal;
    private Map<String, String> environment = Map.of();
    private Path workingFolder = Path.of("");

    public Setting in(byte[] bytes) {
      in = bytes;
      return this;
    }

    public Setting terminal() {
      terminal = true;
      return this;
    }

    public Setting environment(Map<String, String> variables) {
      environment = variables;
      return this;
    }

    Setting workingFolder(Path folder) {
      workingFolder = folder;
      return this;
    }

    public CommandRun run(String... arguments) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      CommandRun run = run(out, arguments);
      return new CommandRun(run.code, out.toString(StandardCharsets.UTF_8), run.err);
    }

    public CommandRun run(OutputStream out, String... arguments) {
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      Console console =
          new Console(
              new ByteArrayInputStream(in),
              new TextOutput(out, StandardCharsets.UTF_8),
              new PrintStream(err, true, StandardCharsets.UTF_8),
              terminal,
              terminal,
              environment,
              workingFolder);
      int code = Main.run(console, arguments);
      return new CommandRun(code, "", err.toString(StandardCharsets.UTF_8));
    }
  }
}
