package dev.prose.cli.family.mixture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.cli.CommandRun;
import dev.prose.cli.JavaProcess;
import dev.prose.cli.Main;
import dev.prose.cli.output.ExitCode;
import dev.prose.expert.MixtureWithExpert;
import dev.prose.token.OnUnknown;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mixtures with an expert, from a text to what is done with them. */
class ExpertCommandsTest {
  @TempDir Path folder;
  private String out;
  private String data;

  @BeforeEach
  void writeText() throws IOException {
    out = folder.resolve("out").toString();
    Path text = folder.resolve("text.txt");
    Files.writeString(text, "aaaaaaaaab".repeat(600) + "\n");
    data = text.toString();
  }

  private String[] training(String... more) {
    String[] first = {
      "train",
      "--model",
      "mixture",
      "--contexts",
      "none",
      "--data",
      data,
      "--out-dir",
      out,
      "--expert",
      "gru",
      "--expert-width",
      "16",
      "--max-new-tokens",
      "0"
    };
    return Stream.of(first, more).flatMap(Arrays::stream).toArray(String[]::new);
  }

  private static CommandRun run(String... arguments) {
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  /** The first number after a word at the beginning of a line. */
  private static double after(String start, String text) {
    return Pattern.compile("(?m)^" + Pattern.quote(start) + " +([0-9.]+)")
        .matcher(text)
        .results()
        .map(match -> Double.parseDouble(match.group(1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no number after " + start + " in\n" + text));
  }

  /** A text whose every tenth character no context of six characters can foresee. */
  @Test
  void theExpertKnowsWhatTheContextsCannot() {
    CommandRun trained = run(training("--expert-iters", "600"));
    assertThat(trained.out())
        .contains("expert      gru of 16 units: ")
        .contains("272 iterations alone, then 328 beside the mixture")
        .containsPattern("(?m)^ +600 .* beside the mixture, with trust ");
    double mixture = after("validation", trained.out());
    double both = after("validation", trained.out().substring(trained.out().indexOf("expert")));
    assertThat(both).isLessThan(0.3 * mixture);

    CommandRun evaluated =
        run("evaluate", "--data", data, "--split", "validation", "--out-dir", out);
    assertThat(after("loss", evaluated.out())).isBetween(both - 5e-5, both + 5e-5);
    assertThat(evaluated.out()).contains("mode        static: ");
    double adaptive = after("other modes", evaluated.out());
    CommandRun adapted =
        run("evaluate", "--data", data, "--split", "validation", "--adapt", "--out-dir", out);
    assertThat(after("loss", adapted.out())).isEqualTo(adaptive);
    assertThat(
            run(
                    "evaluate",
                    "--data",
                    data,
                    "--split",
                    "validation",
                    "--memory-characters",
                    "16",
                    "--out-dir",
                    out)
                .out())
        .contains("at most the 16 characters");

    assertThat(run("inspect", "--out-dir", out, "--after", "aaaaaaaaa").out())
        .contains("Why 'b'")
        .containsPattern("(?m)^both together +adds  trust  expects it with$")
        .containsPattern("(?m)^mixture +- +[0-9.]+ +0\\.[0-9]{4}$")
        .containsPattern("(?m)^gru +\\+[0-9.]+ +[0-9.]+$")
        .containsPattern("(?m)^ +0\\.[3-9][0-9]{3}$");
    assertThat(run("inspect", "--out-dir", out).out()).contains("trust  ").contains("with a gru");
    assertThat(run("generate", "--out-dir", out, "--prompt", "a", "--max-new-tokens", "40").out())
        .contains("aaaaaaaaab");
  }

  @Test
  void whatItCompressesComesBack() throws IOException {
    run(training("--expert-iters", "100"));
    Path packed = folder.resolve("packed");
    Path unpacked = folder.resolve("unpacked");
    run("compress", data, "--out-dir", out, "-o", packed.toString());
    run("decompress", packed.toString(), "--out-dir", out, "-o", unpacked.toString());
    assertThat(unpacked).hasSameBinaryContentAs(Path.of(data));
    assertThat(Files.size(packed)).isLessThan(300);
  }

  /** Another process, because a signal ends the one that it is sent to. */
  @Test
  void aRunThatWasInterruptedEndsLikeOneThatWasNot() throws IOException, InterruptedException {
    run(training("--expert-iters", "1500"));
    Path whole = Path.of(out);
    out = folder.resolve("stopped").toString();
    Process process = JavaProcess.start(Main.class, training("--expert-iters", "1500"));
    try (BufferedReader lines = process.inputReader()) {
      boolean learns = false;
      String line;
      while ((line = lines.readLine()) != null) {
        if (!learns && line.contains("alone") && line.contains(" s ")) {
          learns = true;
          JavaProcess.signal(process, "TERM");
        }
      }
      assertThat(learns).isTrue();
    }
    assertThat(process.waitFor()).isEqualTo(143);
    Checkpoint stopped = Checkpoint.load(Path.of(out), OnUnknown.ERROR);
    assertThat(stopped.model()).isInstanceOf(MixtureWithExpert.class);
    CommandRun resumed = run("train", "--data", data, "--init-from", "resume", "--out-dir", out);
    assertThat(resumed.out()).contains("resumed ");
    for (String file : new String[] {"model_1.safetensors", "model_2.safetensors", "config.json"}) {
      assertThat(latest(Path.of(out)).resolve(file))
          .hasSameBinaryContentAs(latest(whole).resolve(file));
    }
  }

  private static Path latest(Path run) throws IOException {
    try (Stream<Path> folders = Files.list(run)) {
      return folders
          .filter(Files::isDirectory)
          .max((a, b) -> Long.compare(number(a), number(b)))
          .orElseThrow();
    }
  }

  private static long number(Path folder) {
    return Long.parseLong(folder.getFileName().toString().replaceAll("\\D", ""));
  }

  @Test
  void aMixtureThatIsThereCanBeGivenAnExpert() {
    run(
        "train",
        "--model",
        "mixture",
        "--contexts",
        "none",
        "--data",
        data,
        "--out-dir",
        out,
        "--max-new-tokens",
        "0");
    CommandRun more =
        run(
            "train",
            "--data",
            data,
            "--init-from",
            "resume",
            "--out-dir",
            out,
            "--expert",
            "gru",
            "--expert-width",
            "16",
            "--expert-iters",
            "40");
    assertThat(more.out()).contains("iterations alone");
    CommandRun longer =
        CommandRun.of(
            "train",
            "--data",
            data,
            "--init-from",
            "resume",
            "--out-dir",
            out,
            "--expert-iters",
            "50");
    assertThat(longer.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(longer.err()).contains("--expert-iters was 40 and is 50");
    CommandRun without =
        CommandRun.of(
            "train", "--data", data, "--init-from", "resume", "--out-dir", out, "--expert", "none");
    assertThat(without.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(without.err()).contains("Go on with --expert gru");
  }

  @Test
  void whatMakesNoSenseIsRefused() throws IOException {
    CommandRun width =
        CommandRun.of("train", "--model", "mixture", "--data", data, "--expert-width", "16");
    assertThat(width.code()).isEqualTo(ExitCode.USAGE);
    assertThat(width.err()).contains("--expert-width has no effect without --expert gru");
    CommandRun nothing = CommandRun.of(training("--expert-width", "0"));
    assertThat(nothing.code()).isEqualTo(ExitCode.USAGE);
    CommandRun other =
        CommandRun.of("train", "--model", "ngram", "--data", data, "--expert", "gru");
    assertThat(other.code()).isEqualTo(ExitCode.USAGE);
    Files.writeString(Path.of(data), "ab".repeat(300));
    CommandRun small = CommandRun.of(training());
    assertThat(small.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(small.err())
        .contains("an expert learns from 1,000 tokens of the training split or more");
  }
}
