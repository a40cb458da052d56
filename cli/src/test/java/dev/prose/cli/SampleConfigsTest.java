package dev.prose.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files in configs: each works, and its comment says what it reaches. */
class SampleConfigsTest {
  static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("..", "configs"))) {
      return files.filter(file -> !isOfANetwork(file)).sorted().toList();
    }
  }

  /** Those take minutes; they have a test of their own. */
  private static boolean isOfANetwork(Path file) {
    try {
      return Files.readString(file).contains("\nmodel = ");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void itReachesWhatItSays(Path sample, @TempDir Path folder) throws IOException {
    CommandRun run =
        CommandRun.of(
            "train",
            "--config",
            sample.toString(),
            "--data",
            "plays",
            "--out-dir",
            folder.toString());
    assertThat(run.code()).as(run.err()).isZero();
    String comment = Files.readString(sample).replace("\n# ", " ");
    double said = last(comment, "gap to the optimum (?:is|falls to) ([0-9.]+) nats a character");
    double reached = last(run.out(), "(?m)(?:^ +[0-9,]+ .* |gap to the optimum )([0-9.]+)$");
    assertThat(reached).isCloseTo(said, within(0.00006));
  }

  private static double last(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult result) -> Double.parseDouble(result.group(1)))
        .reduce((first, second) -> second)
        .orElseThrow(() -> new AssertionError(pattern + " in " + text));
  }
}
