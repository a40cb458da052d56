package dev.prose.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person sees who types the command: results, messages and exit codes. */
class MainTest {
  private static final String TEXT =
      "She sells sea shells by the sea shore.\nThe shells she sells are sea shells, I'm sure.\n"
          .repeat(20);

  @TempDir private Path folder;
  private Path text = Path.of("");
  private String out = "";

  @BeforeEach
  void writeText() throws IOException {
    text = Files.writeString(folder.resolve("shells.txt"), TEXT);
    out = folder.resolve("out").toString();
  }

  private CommandRun train(String... more) {
    String[] arguments = {"train", "--data", text.toString(), "--out-dir", out};
    return CommandRun.of(concat(arguments, more));
  }

  private CommandRun generate(String... more) {
    return CommandRun.of(concat(new String[] {"generate", "--out-dir", out}, more));
  }

  private static String[] concat(String[] first, String[] second) {
    String[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  private static void assertFails(CommandRun run, int code, String... inMessage) {
    assertThat(run.err()).contains(inMessage);
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.err()).startsWith("prose: ").doesNotContain("\tat ");
  }

  @Test
  void trainReportsTrainsKeepsAndWrites() {
    CommandRun run = train("--max-iters", "1000", "--learning-rate", "0.05");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("corpus      shells.txt, 1,720 characters\nSHA-256     ")
        .contains("vocabulary  20 symbols")
        .contains("split       1,548 / 172 tokens (train / validation)")
        .contains("400 parameters")
        .contains("learning rate 0.05, β 0.9 and 0.999, ε 1e-8, weight decay 0.01")
        .contains("saved       " + Path.of(out, "checkpoint-1000"));
    List<String> lines = run.out().lines().toList();
    String first = line(lines, "        0  ");
    String last = line(lines, "    1,000  ");
    assertThat(loss(first)).as("near ln 20 + 1/2").isBetween(2.7, 4.2);
    assertThat(loss(last)).isLessThan(1.5);
    String generated = run.out().substring(run.out().indexOf("checkpoint-1000\n\n") + 17);
    assertThat(generated).hasSize(500 + 1).matches("[She selaybtor.\nT,I'mur]+");
    assertThat(train("--max-iters", "1000", "--learning-rate", "0.05").out())
        .as("the same again but for the time and the folder's name")
        .contains(first, last, generated);
  }

  private static String line(List<String> lines, String beginning) {
    return lines.stream().filter(line -> line.startsWith(beginning)).findFirst().orElseThrow();
  }

  private static double loss(String row) {
    return new Scanner(row.substring(9)).nextDouble();
  }

  @Test
  void fitCountsIsTheClosedForm() {
    CommandRun run =
        new CommandRun.Setting()
            .in("aabaaabaabb".getBytes(StandardCharsets.UTF_8))
            .run("train", "--data", "-", "--fit", "counts", "--alpha", "0", "--out-dir", out);
    assertThat(run.code()).as(run.err()).isZero();
    // Train aabaaabaa: a is followed by a 4 times and by b twice, b by a twice.
    double optimum = -(4 * Math.log(4 / 6.0) + 2 * Math.log(2 / 6.0)) / 8;
    assertThat(run.out())
        .contains("optimum     " + Report.format("%.6f", optimum))
        .contains("exact loss  train " + Report.format("%.6f, validation Infinity", optimum));
    // With alpha 1: p(a|a) = 5/8, p(b|a) = 3/8, p(a|b) = 3/4, p(b|b) = 1/4.
    double train = -(4 * Math.log(5 / 8.0) + 2 * Math.log(3 / 8.0) + 2 * Math.log(3 / 4.0)) / 8;
    assertThat(
            new CommandRun.Setting()
                .in("aabaaabaabb".getBytes(StandardCharsets.UTF_8))
                .run("train", "--data", "-", "--fit", "counts", "--out-dir", out)
                .out())
        .contains(
            "exact loss  train " + Report.format("%.6f, validation %.6f nats", train, Math.log(4)));
  }

  @Test
  void fitCountsSaysWhyTheOptimumFailsOnValidation() throws IOException {
    Files.writeString(text, "ab".repeat(45) + "aabbaabbaa");
    CommandRun run = train("--fit", "counts");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("α = 1\n")
        .contains("has an infinite validation loss, because\n")
        .contains("5 validation bigrams of 2 kinds never occur in training");
    assertThat(train("--fit", "counts", "--alpha", "0").out()).contains("validation Infinity");
  }

  @Test
  void generateContinuesThePrompt() {
    train("--fit", "counts", "--alpha", "0.001");
    CommandRun run = generate("--prompt", "She ", "--max-new-tokens", "20");
    assertThat(run.out()).startsWith("She ").hasSize(4 + 20 + 1).endsWith("\n");
    assertThat(generate("--prompt", "She ", "--max-new-tokens", "20")).isEqualTo(run);
    assertThat(generate("--prompt", "She ", "--max-new-tokens", "20", "--seed", "2").out())
        .isNotEqualTo(run.out());
    assertThat(generate("--prompt", "th", "--temperature", "0", "--max-new-tokens", "9").out())
        .isEqualTo("the se se s\n");
    assertThat(generate("--prompt", "s", "--stop", " ", "--stop", "\n").out())
        .doesNotContain(" ")
        .endsWith("\n");
    String samples = generate("--num-samples", "3", "--max-new-tokens", "9").out();
    assertThat(List.of(samples.split("-{15}\n", -1)).subList(0, 3))
        .hasSize(3)
        .doesNotHaveDuplicates();
  }

  @Test
  void anUnknownCharacterOfThePromptIsNamedSkippedOrReplaced() {
    train("--fit", "counts");
    assertThat(generate("--prompt", "Shé").out()).as("refused before a word").isEmpty();
    assertFails(
        generate("--prompt", "Shé"),
        65,
        "'é' (U+00E9, LATIN SMALL LETTER E WITH ACUTE) at position 2",
        "--on-unknown=skip");
    assertThat(generate("--prompt", "Shé", "--on-unknown=skip").code()).isZero();
    assertThat(generate("--prompt", "Shé", "--on-unknown", "replace").code()).isZero();
  }

  @Test
  void inspectShowsAText() {
    CommandRun run = CommandRun.of("inspect", "--data", text.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("shells.txt, 1,720 characters")
        .contains("'\\n' 0, ' ' 1, '\\'' 2, ',' 3, '.' 4, 'I' 5")
        .contains("\"She sells \" -> [6, ")
        .contains("The first 250 characters:\n\n" + TEXT.substring(0, 250) + "\n")
        .contains("  input   [")
        .contains("  target  [");
  }

  @Test
  void inspectShowsWhatFollows() {
    train("--fit", "counts", "--alpha", "0");
    CommandRun run = CommandRun.of("inspect", "--out-dir", out, "--after", "I");
    assertThat(run.out()).startsWith("'\\''    1.0000  " + "█".repeat(40) + "\n");
    assertThat(CommandRun.of("inspect", "--out-dir", out, "--top", "1").out())
        .contains("'I'     '\\'' 1.000\n")
        .contains("trained     counts, α = 0\n")
        .contains("shells.txt");
  }

  @Test
  void inspectDrawsTheTable() throws IOException {
    train("--fit", "counts");
    Path picture = folder.resolve("table.png");
    String[] inspect = {"inspect", "--out-dir", out, "--plot"};
    CommandRun run = CommandRun.of(concat(inspect, new String[] {picture.toString()}));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).endsWith("\n\npicture     " + picture + "\n");
    assertThat(Files.readAllBytes(picture)).startsWith(0x89, 'P', 'N', 'G');
    String nowhere = Path.of(out, "no", "table.png").toString();
    assertFails(
        CommandRun.of(concat(inspect, new String[] {nowhere})),
        74,
        nowhere + ": there is no folder " + Path.of(out, "no") + " to keep it in");
    assertFails(
        CommandRun.of(concat(inspect, new String[] {"table.jpg"})),
        2,
        "must end in .png",
        "--help");
  }

  @Test
  void theProgressBarIsForTerminalsAlone() {
    assertThat(train("--max-iters", "2000").err()).isEmpty();
  }

  @Test
  void helpVersionAndColour() {
    assertThat(CommandRun.of().out()).contains("Usage: prose", "Examples:", "train", "generate");
    for (String command :
        new String[] {
          "train", "generate", "inspect", "evaluate", "score", "tokenize", "data", "completion"
        }) {
      CommandRun help = CommandRun.of(command, "--help");
      assertThat(help.code()).isZero();
      assertThat(help.out())
          .contains("Usage: prose " + command, "Examples:")
          .doesNotContain("\033");
      assertThat(help.out().lines()).allMatch(line -> line.length() <= 80);
    }
    assertThat(CommandRun.of("--version").out())
        .matches("prose \\S+ \\(commit \\S+\\)\nJDK 2[5-9].*\n");
    assertThat(new CommandRun.Setting().terminal().run("--help").out()).contains("\033[");
    assertThat(
            new CommandRun.Setting()
                .terminal()
                .environment(Map.of("NO_COLOR", "1"))
                .run("--help")
                .out())
        .doesNotContain("\033[");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train --lerning-rate 1 | Unknown option | --learning-rate",
        "trian | Unmatched argument | train",
        "train --batch-size 0 | batch size must be at least 1, but is 0 | --help",
        "train --batch-size x | is not an int | --help",
        "train --learning-rate -1 | learning rate must be finite and above 0, but is -1.0 | --help",
        "train --train-fraction 1 | must lie between 0 and 1, but is 1.0 | --help",
        "train --fit counts --alpha -1 | alpha must be from 0 to | --help",
        "train --encoding klingon | no encoding known here | UTF-8",
        "train --on-malformed ignore | ignore | --help",
        "generate --top-p 2 | top-p must be above 0 and at most 1, but is 2.0 | --help",
        "generate --temperature -1 | temperature must be finite and 0 or more, but is -1.0 | --help",
        "generate --num-samples 0 | at least 1, but is 0 | --help",
        "inspect --data plays --after q | leave one of them out | --help",
        "inspect --data plays --out-dir x | leave one of them out | --help",
        "inspect --data plays --plot t.png | leave one of them out | --help",
        "inspect --seed 3 | has no effect without --data | --help",
        "train --fit counts --max-iters 3 | --max-iters has no effect with --fit counts | --help",
        "train --alpha 2 | --alpha has no effect without --fit counts | --help",
        "train --alpha 1e308 --fit counts | alpha must be from 0 to | --help",
      })
  void wrongUsageIsExplained(String line, String message, String hint) {
    String[] arguments = line.split(" ");
    if (arguments[0].equals("train") && !line.contains("--data")) {
      arguments = concat(arguments, new String[] {"--data", text.toString(), "--out-dir", out});
    }
    assertFails(CommandRun.of(arguments), 2, message, hint);
  }

  @Test
  void badDataIsExplained() throws IOException {
    Files.write(text, new byte[] {'a', 'b', (byte) 0xFF, 'c'});
    assertFails(train(), 65, "shells.txt is not valid UTF-8", "(FF) at byte offset 2");
    assertThat(train("--on-malformed=replace", "--fit", "counts", "--train-fraction", "0.5").code())
        .isZero();
    Files.writeString(text, "");
    assertFails(train(), 65, "is empty");
    Files.writeString(text, "Too short to learn from.");
    assertFails(
        train(), 65, "validation split has 3 tokens, but a block size of 8 needs at least 9");
    assertFails(train("--fit", "counts", "--train-fraction", "0.99"), 65, "at least 2 tokens");
  }

  @Test
  void aBrokenModelIsExplained() throws IOException {
    train("--fit", "counts");
    Path weights = Path.of(out, "checkpoint-0", "model.safetensors");
    Files.write(weights, new byte[] {1, 2, 3});
    assertFails(generate(), 65, "model.safetensors: has 3 bytes");
    Files.delete(weights);
    assertFails(generate(), 65, "model.safetensors: is missing, but manifest.json names it");
  }

  @Test
  void aTextOfTooManySymbolsIsExplained() throws IOException {
    StringBuilder symbols = new StringBuilder();
    for (int codePoint = 0x10000;
        symbols.codePointCount(0, symbols.length()) < 46_341;
        codePoint++) {
      symbols.appendCodePoint(codePoint);
    }
    Files.writeString(text, symbols);
    assertFails(train(), 65, "the text has 46,341 different tokens", "up to 46,340");
  }

  @Test
  void anAtSignMeansItself() {
    train("--fit", "counts");
    assertFails(generate("--prompt", "@" + text), 65, "'@' (U+0040, COMMERCIAL AT) at position 0");
  }

  @Test
  void theReportComesBeforeTheErrorThatEndsIt() {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    Console console =
        new Console(
            InputStream.nullInputStream(),
            new TextOutput(both, StandardCharsets.UTF_8),
            new PrintStream(both, true, StandardCharsets.UTF_8),
            false,
            false,
            Map.of(),
            folder);
    int code =
        Main.run(
            console,
            "train",
            "--data",
            text.toString(),
            "--out-dir",
            out,
            "--learning-rate",
            "1e38");
    assertThat(code).isEqualTo(70);
    assertThat(both.toString(StandardCharsets.UTF_8))
        .matches("(?s)corpus.*iteration.*prose: training diverged.*\n");
  }

  @Test
  void missingInputIsExplained() {
    assertFails(CommandRun.of("train", "--data", out + ".txt"), 66, out + ".txt");
    assertFails(generate(), 66, out + ": there is no model here", "prose train");
  }

  @Test
  void divergenceIsExplained() {
    assertFails(train("--learning-rate", "1e38"), 70, "diverged", "--learning-rate");
    assertThat(generate().code()).as("what was kept before is still there").isZero();
  }

  @Test
  void aModelThatCannotBeKeptIsExplained() throws IOException {
    Files.writeString(Path.of(out), "a file where the folder should be");
    assertFails(train("--fit", "counts"), 74, out + ": is a file and not a folder");
    assertThat(Path.of(out)).hasContent("a file where the folder should be");
  }

  /** A standard output that takes nothing. */
  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(message);
      }
    };
  }

  @Test
  void resultsThatCannotBeWrittenAreAnErrorButAClosedPipeIsNone() {
    train("--fit", "counts");
    var setting = new CommandRun.Setting();
    String[] generate = {"generate", "--out-dir", out, "--max-new-tokens", "1000000000"};
    assertFails(
        setting.run(failing("No space left on device"), generate),
        74,
        "cannot write the results: No space left on device");
    CommandRun closed = setting.run(failing("Broken pipe"), generate);
    assertThat(closed.code()).isZero();
    assertThat(closed.err()).isEmpty();
  }

  @Test
  void trainKeepsTheModelEvenIfNobodyReadsOn() {
    CommandRun run =
        new CommandRun.Setting()
            .run(
                failing("Broken pipe"),
                "train",
                "--data",
                text.toString(),
                "--out-dir",
                out,
                "--max-iters",
                "10");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Path.of(out, "checkpoint-10")).isDirectory();
  }

  @Test
  void theStackTraceComesOnDemand() {
    assertThat(generate("--stacktrace").err())
        .contains("there is no model here", "\tat dev.prose.checkpoint.");
  }
}
