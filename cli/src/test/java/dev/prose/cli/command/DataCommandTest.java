package dev.prose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.prose.cli.CommandRun;
import dev.prose.cli.output.Console;
import dev.prose.cli.output.CorporaView;
import dev.prose.cli.output.Report;
import dev.prose.cli.output.TextOutput;
import dev.prose.text.Corpus;
import dev.prose.text.CorpusOrigin;
import dev.prose.text.CorpusProvider;
import dev.prose.text.LoadListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.jr.ob.JSON;

class DataCommandTest {
  @TempDir private Path folder;

  private static CommandRun statistics(String text, String... more) {
    String[] arguments = new String[3 + more.length];
    System.arraycopy(new String[] {"data", "--data", "-"}, 0, arguments, 0, 3);
    System.arraycopy(more, 0, arguments, 3, more.length);
    CommandRun run =
        new CommandRun.Setting().in(text.getBytes(StandardCharsets.UTF_8)).run(arguments);
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private static Map<String, Object> json(String text) throws IOException {
    return JSON.std.mapFrom(statistics(text, "--json").out());
  }

  @Test
  void everythingIsCounted() throws IOException {
    String text = "Äh, 12\r\n\u01C5  日本!\n\té𝒳\u0301";
    Map<String, Object> found = json(text);
    assertThat(found)
        .containsEntry("characters", 19)
        .containsEntry("lines", 3)
        .containsEntry("words", 5)
        .containsEntry("bytes", text.getBytes(StandardCharsets.UTF_8).length)
        .containsEntry("distinct", 16);
    assertThat(found.get("classes"))
        .isEqualTo(
            Map.of(
                "lower_case", Map.of("distinct", 2, "count", 2),
                "upper_case", Map.of("distinct", 3, "count", 3),
                "other_letters", Map.of("distinct", 2, "count", 2),
                "marks", Map.of("distinct", 1, "count", 1),
                "numbers", Map.of("distinct", 2, "count", 2),
                "punctuation", Map.of("distinct", 2, "count", 2),
                "white_space", Map.of("distinct", 4, "count", 7)));
    assertThat(json("a\u0000+\u200B").get("classes"))
        .hasToString(
            "{lower_case={distinct=1, count=1}, symbols={distinct=1, count=1}, control={distinct=2, count=2}}");
  }

  @Test
  void theEntropiesAreThoseOfTheClosedForm() throws IOException {
    // a a b a a b a a: 6 of 8 are a; a is followed by a 3 times and by b twice, b always by a.
    Map<String, Object> found = json("aabaabaa");
    assertThat(number(found, "uniform_bits")).isCloseTo(1, within(1e-15));
    assertThat(number(found, "unigram_bits"))
        .isCloseTo((6 * log2(8 / 6.0) + 2 * log2(8 / 2.0)) / 8, within(1e-12));
    assertThat(number(found, "bigram_bits"))
        .isCloseTo((3 * log2(5 / 3.0) + 2 * log2(5 / 2.0)) / 7, within(1e-12));
    assertThat(found.get("most_frequent"))
        .hasToString("[{character=a, count=6}, {character=b, count=2}]");
    assertThat(statistics("aabaabaa").out())
        .contains("'a'                     6   75.00%  " + "█".repeat(30) + "\n")
        .containsPattern("bigram\\) +0\\.6935 +0\\.4807\n");
    assertThat(json("a")).containsEntry("bigram_bits", null);
    assertThat(statistics("a").out()).doesNotContain("bigram", "NaN");
  }

  private static double number(Map<String, Object> json, String key) {
    return ((Number) json.getOrDefault(key, Double.NaN)).doubleValue();
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }

  @Test
  void theMostFrequentComeFirstAndSteerNoTerminal() {
    String shown = statistics("\033\033\033\033\u009b\u009b\u009b\n\nx", "--top", "3").out();
    assertThat(shown)
        .containsSubsequence("'\\u{1B}' ", "'\\u{9B}' ", "'\\n' ")
        .doesNotContain("'x'");
    assertThat(shown.chars().filter(unit -> unit != '\n')).noneMatch(Character::isISOControl);
    assertThat(statistics("x", "--top", "0").out()).doesNotContain("most frequent");
  }

  @Test
  void theCorporaAreListed() throws IOException {
    assertThat(CommandRun.of("data").out())
        .contains("plays             Hamlet, Macbeth, Romeo and Juliet: 401,532 characters")
        .contains("                  built in: Jon Bosak's XML edition")
        .contains("tinyshakespeare   ")
        .containsPattern(
            " from https://\\S+/tinyshakespeare/input.txt\n +(here already: |not here)");
    assertThat(JSON.std.mapFrom(CommandRun.of("data", "--json").out()).get("corpora"))
        .asString()
        .contains("{name=plays, ", "built_in=true, available=true}, {name=tinyshakespeare, ");
  }

  /** A corpus that is downloaded from nowhere. */
  private record Fake(Path file, boolean canBeKept) implements CorpusProvider {
    @Override
    public String name() {
      return "fake";
    }

    @Override
    public String description() {
      return "a test's corpus";
    }

    @Override
    public CorpusOrigin origin() {
      return new CorpusOrigin.Downloaded(URI.create("http://far.invalid/"), Optional.of(file));
    }

    @Override
    public Corpus load(LoadListener listener) throws IOException {
      if (!Files.exists(file)) {
        listener.progress("fake", 4000, 4000);
        if (canBeKept) {
          Files.writeString(file, "fake");
        }
      }
      return Corpus.of("fake", "fake");
    }
  }

  private static CommandRun fetch(CorpusProvider corpus) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            InputStream.nullInputStream(),
            new TextOutput(out, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false,
            Map.of(),
            Path.of(""));
    new CorpusFetch(console).fetch(corpus);
    console.out().flush();
    return new CommandRun(
        0, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aCorpusIsFetchedOnce() throws IOException {
    Path file = folder.resolve("fake.txt");
    Fake fake = new Fake(file, true);
    List<CorpusProvider> corpora = List.of(fake);
    assertThat(shown(corpora)).contains("not here yet: prose data --fetch fake\n");
    CommandRun first = fetch(fake);
    assertThat(first.out()).isEqualTo("fake is now in " + file + "\n");
    assertThat(first.err()).isEqualTo("downloading fake: 4 of 4 kB (100%)\n");
    CommandRun second = fetch(fake);
    assertThat(second.out()).isEqualTo("fake is already in " + file + "\n");
    assertThat(second.err()).isEmpty();
    assertThat(shown(corpora)).contains("here already: " + file + "\n");
  }

  private static String shown(List<CorpusProvider> corpora) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Report report = new Report(new TextOutput(out, StandardCharsets.UTF_8));
    new CorporaView(corpora).show(report);
    report.flush();
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aCorpusThatCannotBeKeptIsNotFetched() {
    assertThatThrownBy(() -> fetch(new Fake(folder.resolve("fake.txt"), false)))
        .isInstanceOf(IOException.class)
        .hasMessage("fake was downloaded, but could not be kept");
  }

  @Test
  void whatIsBuiltInNeedsNoFetching() {
    CommandRun run = CommandRun.of("data", "--fetch", "plays");
    assertThat(run.out()).isEqualTo("plays is built in: there is nothing to fetch\n");
    assertThat(run.code()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--fetch play | 66 | There is no corpus \"play\". Did you mean plays? The corpora are: plays,",
        "--fetch plays --json | 2 | --json has no effect beside --fetch",
        "--fetch plays --data plays | 2 | --data has no effect beside --fetch",
        "--top 3 | 2 | --top has no effect without --data",
        "--encoding UTF-8 | 2 | --encoding has no effect without --data",
        "--data plays --top -1 | 2 | --top must be 0 or more, but is -1",
        "--data nowhere.txt | 66 | There is no file or corpus \"nowhere.txt\"",
      })
  void mistakesAreExplained(String line, int code, String message) {
    CommandRun run = CommandRun.of(("data " + line).split(" "));
    assertThat(run.err()).startsWith("prose: ").contains(message);
    assertThat(run.code()).isEqualTo(code);
    assertThat(run.out()).isEmpty();
  }
}
