package dev.prose.cli.family.ngram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.cli.CommandRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that other programs made, whose numbers may not fit each other. */
class ImportCommandTest {
  // Of four digits, as some tools write them: probabilities go a little beyond 1.
  private static final String ROUNDED =
      """
      \\data\\
      ngram 1=2
      ngram 2=1

      \\1-grams:
      -4.0000 a 0.0001
      0.0000 b 0.0000

      \\2-grams:
      -4.0000 a a

      \\end\\
      """;

  // KenLM's query, given such a file, says 0.29897 of b after a.
  private static final String LARGE_WEIGHT =
      """
      \\data\\
      ngram 1=2
      ngram 2=1

      \\1-grams:
      -0.30103 a 0.6
      -0.30103 b 0

      \\2-grams:
      -0.1 a a

      \\end\\
      """;

  private static final String DEFICIENT =
      """
      \\data\\
      ngram 1=3

      \\1-grams:
      -1.0 a
      -1.0 b
      -1.0 z

      \\end\\
      """;

  @TempDir Path folder;
  private String out;

  @BeforeEach
  void chooseFolder() {
    out = folder.resolve("out").toString();
  }

  private static CommandRun run(byte[] in, String... arguments) {
    CommandRun run = new CommandRun.Setting().in(in).run(arguments);
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private CommandRun imported(byte[] file) {
    return run(file, "import", "--from", "-", "--out-dir", out);
  }

  private CommandRun imported(String file) {
    return imported(file.getBytes(StandardCharsets.UTF_8));
  }

  private static double number(String name, String json) {
    return Pattern.compile("\"" + name + "\":([-0-9.E]+)")
        .matcher(json)
        .results()
        .mapToDouble(match -> Double.parseDouble(match.group(1)))
        .findFirst()
        .orElseThrow();
  }

  /** The bits of a text, which all commands must agree on. */
  private double bits(String text) {
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    String evaluated = run(in, "evaluate", "--data", "-", "--json", "--out-dir", out).out();
    String scored = run(in, "score", "--json", "--out-dir", out).out();
    double lines =
        run(in, "score", "--out-dir", out)
            .out()
            .lines()
            .map(line -> line.split("\t", -1)[2])
            .filter(bits -> !bits.equals("-"))
            .mapToDouble(Double::parseDouble)
            .sum();
    double bits = number("total_bits", evaluated);
    assertThat(number("total_bits", scored)).isCloseTo(bits, within(1e-6 * text.length()));
    assertThat(lines).isCloseTo(bits, within(5e-5 * text.length()));
    CommandRun terminal =
        new CommandRun.Setting()
            .in(in)
            .terminal()
            .environment(Map.of("TERM", "xterm"))
            .run("score", "--out-dir", out);
    assertThat(terminal.code()).as(terminal.err()).isZero();
    return bits;
  }

  private double probability(String after, String of) {
    String inspected = run(new byte[0], "inspect", "--after", after, "--out-dir", out).out();
    return Pattern.compile("(?m)^'" + of + "' +([0-9.]+)")
        .matcher(inspected)
        .results()
        .mapToDouble(match -> Double.parseDouble(match.group(1)))
        .findFirst()
        .orElseThrow();
  }

  private static double log2(double logarithm) {
    return logarithm * Math.log(10) / Math.log(2);
  }

  @Test
  void aProbabilityAbove1IsToldTheSameEverywhere() {
    assertThat(imported(ROUNDED).out())
        .contains(
            """
            sums        after 3 of 3 contexts the probabilities do not add up to 1
                        1.00033 after 'a'
                        1.00010 with no context
            """);
    assertThat(bits("ab")).isCloseTo(-log2(0.0001), within(1e-9));
    assertThat(bits("abab")).isCloseTo(log2(4 - 2 * 0.0001), within(1e-8));
    assertThat(probability("a", "b")).isEqualTo(1.0002);

    assertThat(imported(LARGE_WEIGHT).out())
        .contains("after 1 of 3 contexts")
        .contains("2.78486 after 'a'");
    assertThat(bits("ab")).isCloseTo(-log2(0.29897), within(1e-8));
    assertThat(bits("abab")).isCloseTo(-log2(2 * 0.29897 - 0.30103), within(1e-8));
    assertThat(probability("a", "b")).isEqualTo(1.9905);
  }

  @Test
  void veryLargeWeightsBreakNothing() {
    imported(LARGE_WEIGHT.replace("0.6", "10").replace("-0.1", "-inf"));
    assertThat(bits("ab")).isCloseTo(-log2(10 - 0.30103), within(1e-7));
    assertThat(probability("a", "b")).isGreaterThan(4e9);
  }

  private double share(char character, String... options) {
    String[] first = {"generate", "--out-dir", out, "--max-new-tokens", "6000"};
    String text =
        run(new byte[0], Stream.of(first, options).flatMap(Arrays::stream).toArray(String[]::new))
            .out();
    return text.chars().filter(c -> c == character).count() / 6000.0;
  }

  @Test
  void whatIsDrawnIsInProportion() {
    imported(DEFICIENT);
    for (char character : new char[] {'a', 'b', 'z'}) {
      for (String options : new String[] {"", "--temperature 0.999", "--top-k 3", "--prompt ab"}) {
        String[] more = options.isEmpty() ? new String[0] : options.split(" ", -1);
        // Five standard deviations of 6,000 draws.
        assertThat(share(character, more)).as(options).isCloseTo(1.0 / 3, within(0.031));
      }
    }
    imported(LARGE_WEIGHT);
    // After a: a 0.794 and b 1.99; after b both the same.
    double afterA = Math.pow(10, -0.1);
    double b = Math.pow(10, 0.6 - 0.30103);
    double toB = b / (afterA + b);
    assertThat(share('b')).isCloseTo(toB / (toB + 0.5), within(0.031));
    assertThat(share('b', "--temperature", "0.999")).isCloseTo(toB / (toB + 0.5), within(0.031));
  }

  @Test
  void whereEverythingIsImpossibleAllIsEquallyLikely() {
    imported(DEFICIENT.replace("-1.0", "-inf"));
    assertThat(share('z')).isCloseTo(1.0 / 3, within(0.031));
    assertThat(share('z', "--temperature", "0.5")).isCloseTo(1.0 / 3, within(0.031));
  }

  @Test
  void aFileIsTheSameHoweverItComes() throws IOException {
    String fitting = DEFICIENT.replace("-1.0 a", "-0.09691001 a"); // 0.8, 0.1, 0.1
    byte[] text = fitting.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream zip = new GZIPOutputStream(zipped)) {
      zip.write(text);
    }
    CommandRun plain = imported(text);
    assertThat(plain.err()).isEmpty();
    assertThat(plain.out()).doesNotContain("sums");
    double bits = bits("aabz");
    Path file = Files.write(folder.resolve("m.arpa.gz"), zipped.toByteArray());
    CommandRun fromFile =
        run(new byte[0], "import", "--from", file.toString(), "--out-dir", out + "2");
    CommandRun fromPipe =
        run(zipped.toByteArray(), "import", "--from", "-", "--out-dir", out + "3");
    for (CommandRun other : new CommandRun[] {fromFile, fromPipe}) {
      assertThat(withoutFolder(other)).isEqualTo(withoutFolder(plain));
    }
    out += "2";
    assertThat(bits("aabz")).isEqualTo(bits);
    assertThat(run(new byte[0], "inspect", "--out-dir", out).out()).contains("m.arpa.gz");
  }

  private static String withoutFolder(CommandRun run) {
    return run.out()
        .lines()
        .filter(line -> !line.startsWith("saved"))
        .collect(Collectors.joining());
  }

  @Test
  void aByteOrderMarkIsLeftOutAndThatIsSaid() throws IOException {
    Path file = Files.writeString(folder.resolve("m.arpa"), "\uFEFF" + DEFICIENT);
    CommandRun run = run(new byte[0], "import", "--from", file.toString(), "--out-dir", out);
    assertThat(run.err())
        .isEqualTo("prose: The byte-order mark at the start of %s is left out\n".formatted(file));
    assertThat(imported("\uFEFF" + DEFICIENT).err())
        .isEqualTo("prose: The byte-order mark at the start of standard input is left out\n");
  }

  @Test
  void damageOnStandardInputIsNamed() {
    byte[] zip = {0x1F, (byte) 0x8B, 8, 0, 0};
    CommandRun run =
        new CommandRun.Setting().in(zip).run("import", "--from", "-", "--out-dir", out);
    assertThat(run.code()).isEqualTo(65);
    assertThat(run.err())
        .startsWith("prose: standard input cannot be unpacked by gzip: it is cut off");
    CommandRun empty = CommandRun.of("import", "--from", "-", "--out-dir", out);
    assertThat(empty.code()).isEqualTo(65);
    assertThat(empty.err()).contains("standard input, line 0");
  }
}
