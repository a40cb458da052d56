package dev.prose.cli.output;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the command reads from and writes to, and where.
 *
 * @param in standard input
 * @param out results
 * @param err everything else: progress, notices, errors
 * @param outTerminal whether results are read by a person at a terminal
 * @param errTerminal whether the rest is
 * @param environment the environment variables
 * @param workingFolder where relative paths start
 */
public record Console(
    InputStream in,
    TextOutput out,
    PrintStream err,
    boolean outTerminal,
    boolean errTerminal,
    Map<String, String> environment,
    Path workingFolder) {

  /** The console of this process. */
  public static Console ofProcess() {
    boolean outTerminal = isTerminal("out");
    FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    return new Console(
        System.in,
        new TextOutput(out, outTerminal ? terminalCharset() : StandardCharsets.UTF_8),
        System.err,
        outTerminal,
        isTerminal("err"),
        System.getenv(),
        Path.of(""));
  }

  // The launcher says which streams are terminals: the JVM knows it only for all of them together,
  // and asking it loads a terminal library.
  // JDK 25 answers null again where streams are redirected, as before JDK 22.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal(String stream) {
    String terminals = System.getProperty("prose.terminals");
    if (terminals != null) {
      return List.of(terminals.split(",")).contains(stream);
    }
    java.io.Console console = System.console();
    return console != null && console.isTerminal();
  }

  // UTF-8 goes everywhere but to a Windows console that is set to something else.
  private static Charset terminalCharset() {
    boolean windows = System.getProperty("os.name", "").startsWith("Windows");
    return windows ? System.out.charset() : StandardCharsets.UTF_8;
  }

  /** Whether to colour what is shown to a person: https://no-color.org. */
  public boolean color() {
    return outTerminal
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  /** Says something that is neither a result nor an error. */
  public void notice(String message) {
    err.println("prose: " + message);
  }
}
