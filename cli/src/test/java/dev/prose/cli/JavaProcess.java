package dev.prose.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A JVM of its own with the classes of the tests. */
public final class JavaProcess {
  private JavaProcess() {}

  private static final int LONGEST_LIFE = 10; // minutes

  /**
   * Starts a program; its standard error goes where its standard output goes. It does not outlive
   * ten minutes, so that nobody waits for it for ever.
   */
  public static Process start(Class<?> main, String... arguments) throws IOException {
    return start("-Xshare:auto", main, arguments);
  }

  /** Starts the command with a heap of 24 MB. */
  public static Process startSmall(String... arguments) throws IOException {
    return start("-Xmx24m", Main.class, arguments);
  }

  /** Starts the command, which writes to a file which classes it loads. */
  public static Process startNamingClasses(Path log, String... arguments) throws IOException {
    return start("-Xlog:class+load:file=" + log, Main.class, arguments);
  }

  private static Process start(String option, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(option);
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(Arrays.asList(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    CompletableFuture.delayedExecutor(LONGEST_LIFE, TimeUnit.MINUTES)
        .execute(process::destroyForcibly);
    return process;
  }

  /** What a process writes until it ends. */
  static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /**
   * Skips a test where a program that is started never gets the signal: it ignores SIGINT where its
   * parent does, and a shell starts what it runs in the background that way.
   */
  public static void assumeArrives(String signal) throws IOException, InterruptedException {
    int code = new ProcessBuilder("sh", "-c", "kill -" + signal + " $$").start().waitFor();
    assumeTrue(
        code != 0,
        () ->
            "SIG%s is ignored by whatever started these tests, and so by what they start"
                .formatted(signal));
  }

  public static void signal(Process process, String name) throws IOException, InterruptedException {
    int code =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    if (code != 0) {
      throw new IOException("kill -" + name + " ended with " + code);
    }
  }
}
