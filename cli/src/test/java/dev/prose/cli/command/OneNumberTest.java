package dev.prose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.prose.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.jr.ob.JSON;

/** Whichever command is asked, a text has one surprisal. */
class OneNumberTest {
  private static final double PERCENT = 1e-7; // 1e-9 of the whole

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "--max-iters 200,",
    "--fit counts,",
    "--model ngram --order 4,",
    "--model ngram --order 4 --lines,",
    "--model mixture --contexts small,",
    "--model mixture --contexts small --lines,",
    "--model mixture --contexts small, --adapt"
  })
  void isTheSame(String training, String adapt) throws IOException {
    Path text =
        Files.writeString(
            folder.resolve("text.txt"),
            "How much wood would a woodchuck chuck\nif a woodchuck could chuck wood?\n\nÖl\n"
                .repeat(30));
    String out = folder.resolve("out").toString();
    run("train --max-new-tokens 0 " + training, out, text);
    String how = " --json" + (adapt == null ? "" : " " + adapt.strip());
    Map<String, Object> evaluated = JSON.std.mapFrom(run("evaluate" + how, out, text));
    Map<String, Object> scored = JSON.std.mapFrom(run("score" + how, out, text));
    Map<String, Object> byLine = JSON.std.mapFrom(run("score --by-line" + how, out, text));
    double total = number(evaluated.get("total_bits"));
    List<?> surprisals = (List<?>) Objects.requireNonNull(scored.get("surprisal_bits"));
    List<?> lines = (List<?>) Objects.requireNonNull(byLine.get("lines"));
    assertThat(lines).hasSize(120);
    for (double other :
        new double[] {
          number(scored.get("total_bits")),
          number(byLine.get("total_bits")),
          surprisals.stream().filter(Objects::nonNull).mapToDouble(OneNumberTest::number).sum(),
          lines.stream().mapToDouble(line -> number(((Map<?, ?>) line).get("bits"))).sum()
        }) {
      assertThat(other).isCloseTo(total, withinPercentage(PERCENT));
    }
    assertThat(byLine.get("predicted"))
        .isEqualTo(scored.get("predicted"))
        .isEqualTo(evaluated.get("characters"));
  }

  private static double number(@Nullable Object value) {
    return ((Number) Objects.requireNonNull(value)).doubleValue();
  }

  private static String run(String command, String out, Path text) {
    CommandRun run =
        CommandRun.of(
            Stream.concat(
                    Stream.of(command.split(" ")),
                    Stream.of("--out-dir", out, "--data", text.toString()))
                .toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    return run.out();
  }
}
