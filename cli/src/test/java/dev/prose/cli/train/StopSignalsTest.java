package dev.prose.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.cli.CommandRun;
import dev.prose.cli.JavaProcess;
import dev.prose.cli.Main;
import dev.prose.token.OnUnknown;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledOnOs(OS.WINDOWS) // which has no such signals
class StopSignalsTest {
  @TempDir private Path folder;

  private static void readUntil(BufferedReader out, String start) throws IOException {
    String line = out.readLine();
    while (line != null && !line.startsWith(start)) {
      line = out.readLine();
    }
    assertThat(line).as("a line that starts with \"%s\"", start).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"INT,130", "TERM,143"})
  void trainingIsKeptAndGoesOn(String signal, int code) throws Exception {
    JavaProcess.assumeArrives(signal);
    Path text = Files.writeString(folder.resolve("text.txt"), "to be or not to be ".repeat(100));
    String out = folder.resolve("out").toString();
    String[] train = {"train", "--data", text.toString(), "--out-dir", out};
    Process process =
        JavaProcess.start(
            Main.class, with(train, "--max-iters", "1000000000", "--eval-interval", "500000000"));
    BufferedReader lines = process.inputReader();
    readUntil(lines, "        0");
    Thread.sleep(50); // for some steps; none would do as well
    JavaProcess.signal(process, signal);
    assertThat(lines.lines().reduce("", (all, line) -> all + line + "\n"))
        .containsPattern("prose: stopped after [0-9,]+ iterations, which are kept in ")
        .contains("Go on with: prose train --init-from resume --out-dir " + out);
    assertThat(process.waitFor()).isEqualTo(code);

    int step = Checkpoint.load(Path.of(out), OnUnknown.ERROR).training().step();
    assertThat(step).isNotNegative().isLessThan(1_000_000_000);
    CommandRun resumed =
        CommandRun.of(with(train, "--init-from", "resume", "--max-iters", "" + (step + 10)));
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.out()).contains("checkpoint-" + (step + 10));
  }

  private static String[] with(String[] first, String... more) {
    return Stream.of(first, more).flatMap(Arrays::stream).toArray(String[]::new);
  }

  /** A program that takes its time to stop. */
  static final class Slow {
    private Slow() {}

    @SuppressWarnings("SystemOut") // what the test reads
    public static void main(String[] args) throws InterruptedException {
      try (StopSignals signals = new StopSignals()) {
        System.out.println("ready");
        while (!signals.getAsBoolean()) {
          Thread.sleep(1);
        }
        System.out.println("stopping");
        Thread.sleep(3_600_000);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"INT,130", "TERM,143"})
  void aSecondSignalEndsTheProcessAtOnce(String signal, int code) throws Exception {
    JavaProcess.assumeArrives(signal);
    Process process = JavaProcess.start(Slow.class);
    BufferedReader lines = process.inputReader();
    readUntil(lines, "ready");
    JavaProcess.signal(process, "TERM");
    readUntil(lines, "stopping");
    JavaProcess.signal(process, signal);
    assertThat(process.waitFor()).isEqualTo(code);
  }
}
