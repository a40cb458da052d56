package dev.prose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.cli.CommandRun;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.jr.ob.JSON;

class ScoreCommandTest {
  /** After a: a or b, 1 in 2 each; after b: a 3 in 4, a newline 1 in 4; after a newline: a. */
  private static final String WHOLE_BITS = "ab\nabababaaaaa";

  /** Sets a title, colours, rings, goes up a line by an 8-bit code, and turns text around. */
  private static final String HOSTILE = "a\033]0;t\007\033[31mb\u009B1A\b\177\u202Ec\r\n";

  @TempDir private Path folder;
  private Path text = Path.of("");
  private String out = "";

  @BeforeEach
  void nameFolder() {
    out = folder.resolve("out").toString();
  }

  private void trainOn(String learned, String alpha) throws IOException {
    text = Files.writeString(folder.resolve("text.txt"), learned + learned);
    CommandRun run =
        CommandRun.of(
            with(
                new String[] {"train", "--fit", "counts", "--train-fraction", "0.5"},
                "--alpha",
                alpha,
                "--data",
                text.toString(),
                "--out-dir",
                out));
    assertThat(run.code()).as(run.err()).isZero();
  }

  private static String[] with(String[] first, String... more) {
    return Stream.of(first, more).flatMap(Arrays::stream).toArray(String[]::new);
  }

  private CommandRun score(CommandRun.Setting setting, String input, String... more) {
    return setting
        .in(input.getBytes(StandardCharsets.UTF_8))
        .run(with(new String[] {"score", "--out-dir", out}, more));
  }

  private String score(String input, String... more) {
    return score(new CommandRun.Setting(), input, more).out();
  }

  private String atTerminal(String input, String... more) {
    return score(new CommandRun.Setting().terminal(), input, more).out();
  }

  @Test
  void offATerminalEachCharacterHasALine() throws IOException {
    trainOn(WHOLE_BITS, "0");
    assertThat(score("ab\naab"))
        .isEqualTo(
            """
            1\t1\t-\t'a'\t-\t-
            1\t2\t1.0000\t'b'\t'a'\t0.5000
            1\t3\t2.0000\t'\\n'\t'a'\t0.7500
            2\t1\t0.0000\t'a'\t'a'\t1.0000
            2\t2\t1.0000\t'a'\t'a'\t0.5000
            2\t3\t1.0000\t'b'\t'a'\t0.5000
            """);
    assertThat(score("bba", "--data", "-")).contains("1\t2\tInfinity\t'b'\t'a'\t0.7500\n");
    assertThat(score("ab\naab", "--top", "2"))
        .as("the most surprising, the earlier of equal ones")
        .isEqualTo("1\t3\t2.0000\t'\\n'\t'a'\t0.7500\n1\t2\t1.0000\t'b'\t'a'\t0.5000\n");
  }

  @Test
  void jsonHasAListForEachThingAndTheTotal() throws IOException {
    trainOn(WHOLE_BITS, "0");
    Map<String, Object> json = JSON.std.mapFrom(score("ab\na", "--json", "--top", "1"));
    assertThat(json)
        .containsEntry("data", "stdin")
        .containsEntry("tokens", List.of("a", "b", "\n", "a"))
        .containsEntry("ids", List.of(1, 2, 0, 1))
        .containsEntry("predicted", 3);
    List<?> surprisals = (List<?>) Objects.requireNonNull(json.get("surprisal_bits"));
    assertThat(surprisals).hasSize(4);
    assertThat(surprisals.get(0)).isNull();
    assertThat(surprisals.get(1)).isEqualTo(1.0);
    assertThat(surprisals.get(3)).isEqualTo(0.0);
    assertThat((Double) Objects.requireNonNull(surprisals.get(2))).isCloseTo(2, within(1e-6));
    assertThat((Double) json.get("total_bits")).isCloseTo(3, within(1e-6));
    assertThat((Double) json.get("bits_per_character")).isCloseTo(1, within(1e-6));
    List<?> places = (List<?>) Objects.requireNonNull(json.get("most_surprising"));
    Map<Object, Object> place =
        new HashMap<>((Map<?, ?>) Objects.requireNonNull(places.getFirst()));
    assertThat(place.remove("surprisal_bits")).isEqualTo(surprisals.get(2));
    assertThat(places).hasSize(1);
    assertThat(place)
        .isEqualTo(
            Map.of(
                "index",
                2,
                "line",
                1,
                "column",
                3,
                "token",
                "\n",
                "expected",
                "a",
                "expected_probability",
                0.75));
    assertThat(score("a", "--json"))
        .contains("\"total_bits\":0.0,\"bits_per_character\":null")
        .contains("\"most_surprising\":[]");
  }

  @Test
  void eachLineHasAScore() throws IOException {
    trainOn(WHOLE_BITS, "0");
    assertThat(score("ab\naab", "--by-line"))
        .isEqualTo(
            """
            1\t2\t3.0000\t1.5000\t2.8284
            2\t3\t2.0000\t0.6667\t1.5874
            """);
    assertThat(score("\nab\n\n", "--by-line"))
        .as("nothing is predicted in a first line that is empty")
        .startsWith("1\t0\t0.0000\t-\t-\n2\t3\t3.0000\t1.0000\t2.0000\n3\t1\tInfinity\t");
    assertThat(score("a\n", "--by-line", "--json"))
        .contains("\"lines\":[{\"line\":1,\"tokens\":1,\"characters\":1,\"bits\":");
    CommandRun both = score(new CommandRun.Setting(), "a", "--by-line", "--top", "1");
    assertThat(both.code()).isEqualTo(2);
    assertThat(both.err()).contains("--top ranks tokens");
  }

  @Test
  void theTotalIsThatOfTheEvaluation() throws IOException {
    trainOn("How much wood would a woodchuck chuck?\n", "1");
    String[] arguments = {"--json", "--out-dir", out, "--data", text.toString()};
    var evaluated =
        JSON.std.mapFrom(CommandRun.of(with(new String[] {"evaluate"}, arguments)).out());
    var scored = JSON.std.mapFrom(CommandRun.of(with(new String[] {"score"}, arguments)).out());
    assertThat((Double) scored.get("total_bits"))
        .isCloseTo((Double) evaluated.get("total_bits"), within(1e-6));
  }

  @Test
  void atATerminalTheTextIsColouredByItsSurprise() throws IOException {
    trainOn(WHOLE_BITS, "0");
    String shown = atTerminal("ab\naab");
    assertThat(shown)
        .startsWith("ab\033[38;5;16;48;5;229m↵\033[0m\naab\n\nbits        ")
        .contains("total       5.00 bits for 5 characters after the first\n")
        .contains("mean        1.0000 bits a character, perplexity 2.00\n")
        .contains(
            """
                  1:3    2.00                    ab\033[38;5;16;48;5;229m\\n\033[0maab       expected 'a' 0.750
            """);
    assertThat(atTerminal("ab", "--top", "0")).doesNotContain("expected");
    assertThat(atTerminal("a")).contains("Nothing was predicted");
    String plain =
        score(new CommandRun.Setting().terminal().environment(Map.of("NO_COLOR", "1")), "ab\naab")
            .out();
    assertThat(plain).startsWith("total ").contains("  ab[\\n]aab  ").doesNotContain("\033");
  }

  @Test
  void nothingInATextSteersTheTerminal() throws IOException {
    trainOn(HOSTILE, "1");
    String ownColors = "\033\\[(0|38;5;\\d+;48;5;\\d+)m";
    for (String shown :
        List.of(
            atTerminal(HOSTILE).replaceAll(ownColors, ""),
            atTerminal(HOSTILE, "--json"),
            score(HOSTILE).replace("\t", ""),
            score(new CommandRun.Setting(), "b\033\u009Bz").err())) {
      assertThat(shown.codePoints().filter(codePoint -> codePoint != '\n'))
          .as(shown)
          .isNotEmpty()
          .noneMatch(Character::isISOControl)
          .doesNotContain(0x202E);
    }
    assertThat(atTerminal(HOSTILE).replaceAll(ownColors, ""))
        .startsWith("a\\u{1B}]0;t\\u{7}\\u{1B}[31mb\\u{9B}1A\\u{8}\\u{7F}\\u{202E}c\\r↵\n");
  }

  @Test
  void placesAreThoseOfTheTextThatWasGiven() throws IOException {
    trainOn(WHOLE_BITS, "0");
    CommandRun refused = score(new CommandRun.Setting(), "a😀b");
    assertThat(refused.code()).isEqualTo(65);
    assertThat(refused.err()).contains("'😀' (U+1F600", "at position 1", "--on-unknown=skip");
    assertThat(score("😀a😀b", "--on-unknown", "skip"))
        .isEqualTo(
            """
            1\t1\t-\t'😀'\t-\t-
            1\t2\t-\t'a'\t-\t-
            1\t3\t-\t'😀'\t-\t-
            1\t4\t1.0000\t'b'\t'a'\t0.5000
            """);
    assertThat(score("a😀", "--on-unknown", "skip", "--json")).contains("\"ids\":[1,null]");
    assertThat(score("b😀", "--on-unknown", "replace"))
        .as("the stand-in is the newline")
        .endsWith("1\t2\t2.0000\t'😀'\t'a'\t0.7500\n");
  }

  @Test
  void whatCannotBeScoredIsExplained() throws IOException {
    trainOn(WHOLE_BITS, "0");
    CommandRun empty = score(new CommandRun.Setting(), "");
    assertThat(empty.code()).isEqualTo(65);
    assertThat(empty.err()).isEqualTo("prose: stdin is empty. Name another text with --data\n");
    CommandRun negative = score(new CommandRun.Setting(), "a", "--top", "-1");
    assertThat(negative.code()).isEqualTo(2);
    assertThat(negative.err()).contains("--top must be 0 or more, but is -1");
  }

  @Test
  void aFullDiskIsReportedOnce() throws IOException {
    trainOn(WHOLE_BITS.repeat(2000), "0"); // more than one buffer of results
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    CommandRun run =
        new CommandRun.Setting()
            .run(full, "score", "--json", "--out-dir", out, "--data", text.toString());
    assertThat(run.code()).isEqualTo(74);
    assertThat(run.err()).isEqualTo("prose: cannot write the results: No space left on device\n");
  }
}
