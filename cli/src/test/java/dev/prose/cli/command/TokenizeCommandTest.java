package dev.prose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.prose.cli.CommandRun;
import dev.prose.random.SplitMix64;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizeCommandTest {
  /** Ids 0 to 7. */
  private static final String SYMBOLS = "\t\n\r\033 'é😀";

  @TempDir private Path folder;
  private String out = "";

  @BeforeEach
  void train() throws IOException {
    out = folder.resolve("out").toString();
    Path text = Files.writeString(folder.resolve("text.txt"), SYMBOLS.repeat(2));
    String[] arguments = {"train", "--fit", "counts", "--train-fraction", "0.5"};
    String[] paths = {"--data", text.toString(), "--out-dir", out};
    assertThat(CommandRun.of(concat(arguments, paths)).code()).isZero();
  }

  private static String[] concat(String[]... all) {
    return Stream.of(all).flatMap(Arrays::stream).toArray(String[]::new);
  }

  private CommandRun tokenize(CommandRun.Setting setting, String... more) {
    return setting.run(concat(new String[] {"tokenize", "--out-dir", out}, more));
  }

  private CommandRun tokenize(String... more) {
    return tokenize(new CommandRun.Setting(), more);
  }

  @Test
  void theFormsOfIds() {
    assertThat(tokenize("--text", "é 😀\n").out()).isEqualTo("6 4 7 1\n");
    assertThat(tokenize("--text", "é '\n", "--lines").out())
        .isEqualTo("6\t'é'\n4\t' '\n5\t'\\''\n1\t'\\n'\n");
    assertThat(tokenize("--text", "é\033", "--json").out())
        .isEqualTo("{\"vocabulary_size\":8,\"ids\":[6,3],\"tokens\":[\"\\u00E9\",\"\\u001B\"]}\n");
    assertThat(tokenize("--text", "").out()).isEqualTo("\n");
    CommandRun unknown = tokenize("--text", "éa");
    assertThat(unknown.code()).isEqualTo(65);
    assertThat(unknown.err()).contains("'a' (U+0061", "at position 1", "--on-unknown=skip");
    assertThat(tokenize("--text", "éa", "--on-unknown", "replace").out()).isEqualTo("6 4\n");
  }

  @Test
  void decodingGivesTheTextBackToTheLastByte() {
    int[] symbols = SYMBOLS.codePoints().toArray();
    for (long seed = 0; seed < 30; seed++) {
      SplitMix64 random = new SplitMix64(seed);
      int[] codePoints =
          random.ints(1 + random.nextInt(60), 0, symbols.length).map(i -> symbols[i]).toArray();
      byte[] text = new String(codePoints, 0, codePoints.length).getBytes(StandardCharsets.UTF_8);
      for (String[] form : new String[][] {{}, {"--lines"}}) {
        String ids = tokenize(new CommandRun.Setting().in(text), form).out();
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        new CommandRun.Setting()
            .in(ids.getBytes(StandardCharsets.UTF_8))
            .run(decoded, concat(new String[] {"tokenize", "--decode", "--out-dir", out}, form));
        assertThat(decoded.toByteArray()).as("seed %d", seed).isEqualTo(text);
      }
    }
  }

  @Test
  void idsMayBeArgumentsAndListsOfOtherPrograms() {
    assertThat(tokenize("--decode", "6", "7").out()).isEqualTo("é😀");
    assertThat(tokenize("--decode", "[6, 4,7]").out()).isEqualTo("é 😀");
    assertThat(tokenize("--decode").out()).as("of nothing").isEmpty();
    assertThat(tokenize(new CommandRun.Setting().terminal(), "--decode", "3", "6", "2").out())
        .as("steers no terminal")
        .isEqualTo("\\u{1B}é\\r\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "6 8 7 | '8' at position 1 is out of range: ids go from 0 to 7",
        "6 7 99999999999999999999999 | '99999999999999999999…' at position 2 is out of range",
        "6 x1 | 'x1' at position 1 is no token id: ids are whole numbers from 0 to 7",
        "6 +1 | '+1' at position 1 is no token id",
        "٣ | '٣' at position 0 is no token id",
      })
  void whatIsNoIdIsRefusedWithItsPlace(String ids, String message) {
    CommandRun run =
        tokenize(new CommandRun.Setting().in(ids.getBytes(StandardCharsets.UTF_8)), "--decode");
    assertThat(run.code()).isEqualTo(65);
    assertThat(run.out()).as("refused before a word").isEmpty();
    assertThat(run.err()).startsWith("prose: " + message);
  }

  @Test
  void aTextMayHaveIdsOfItsOwn() throws IOException {
    String[] own = {"tokenize", "--vocabulary", "text", "--data"};
    String hello = Files.writeString(folder.resolve("hello.txt"), "hello").toString();
    CommandRun ids = CommandRun.of(concat(own, new String[] {hello}));
    assertThat(ids.out()).as("ehlo from 0").isEqualTo("1 0 2 2 3\n");
    assertThat(ids.err()).isEmpty();
    assertThat(
            new CommandRun.Setting()
                .in(ids.out().getBytes(StandardCharsets.UTF_8))
                .run(concat(own, new String[] {hello, "--decode"}))
                .out())
        .isEqualTo("hello");
  }

  @Test
  void aTextHasIdsOfItsOwnWhereThereIsNoModel() {
    assumeThat(Path.of("out")).as("the folder that models are in by default").doesNotExist();
    CommandRun run = CommandRun.of("tokenize", "--text", "hello");
    assertThat(run.out()).isEqualTo("1 0 2 2 3\n");
    assertThat(run.err())
        .isEqualTo("prose: there is no model in out: the ids are those of the text itself\n");
    assertThat(CommandRun.of("tokenize", "--decode", "1").err())
        .contains("--decode needs a model to take the symbols from", "--data or --text");
    CommandRun named = CommandRun.of("tokenize", "--text", "hello", "--out-dir", out + "2");
    assertThat(named.code()).as("asked for by name").isEqualTo(66);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "6 7 | ids are for --decode",
        "--text x --data plays | --data has no effect with --text",
        "--text x --json --lines | --lines and --json are two forms",
        "--decode --json 6 | --json has no effect with --decode",
        "--decode --on-unknown skip 6 | --on-unknown has no effect with --decode",
        "--decode --text x | --text has no effect with --decode but for --vocabulary text",
        "--vocabulary text --text x | --out-dir has no effect with --vocabulary text",
      })
  void wrongUsageIsExplained(String line, String message) {
    CommandRun run = tokenize(line.split(" "));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("prose: " + message);
  }

  @Test
  void standardInputIsReadForOneThing() {
    assertThat(CommandRun.of("tokenize", "--decode", "--vocabulary", "text", "--data", "-").err())
        .contains("standard input cannot be both the text and the ids");
  }
}
