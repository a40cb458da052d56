package dev.prose.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.cli.output.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a person sees who types the command. */
class MainTest extends ShortTextFixture {
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

  @Test
  void theHelpOfTrainHasAHeadingForEachFamily() {
    assertThat(CommandRun.of("train", "--help").out())
        .containsSubsequence(
            "\nThe text:\n",
            "--data",
            "\nThe run:\n",
            "--model=bigram|ngram|mixture|mlp|rnn|gru|lstm|gpt2|gpt",
            "\nWith --model bigram or mlp or rnn or gru or lstm or gpt2 or gpt:\n",
            "--max-iters",
            "\nWith --model bigram:\n",
            "--fit",
            "\nWith --model ngram:\n",
            "--order",
            "\nWith --model mixture:\n",
            "--contexts",
            "\nWith --model mlp:\n",
            "--context=",
            "--help");
  }

  @Test
  void theHelpOfOneFamilyLeavesTheOptionsOfOthersOut() {
    assertThat(CommandRun.of("train", "--model", "mixture", "--help").out())
        .contains("--data", "--lines", "--contexts", "--save-interval", "--stacktrace")
        .doesNotContain("--order=", "--max-iters=", "--plot=", "--alpha=");
    assertThat(CommandRun.of("train", "--model=ngram", "--help").out())
        .contains("--order=", "--alpha=")
        .doesNotContain("--contexts=", "--max-iters=", "--save-interval=");
  }

  @Test
  void theHelpOfANetworkShowsItsPreset() {
    assertThat(CommandRun.of("train", "--model", "gpt2", "--help").out())
        .contains("--heads=N", "--lines", "--max-iters=", "\nThe preset of gpt2:\n  --layers 4")
        .doesNotContain("--context=", "--embedding-size=", "--alpha=")
        .matches(text -> text.lines().allMatch(line -> line.length() <= 80));
  }

  /** Each option has its place in the help once, whichever families share it. */
  @Test
  void noOptionOfTrainStandsTwiceInItsHelp() {
    Matcher names =
        Pattern.compile("^ {1,6}(?:-\\w, )?(--[a-z0-9-]+)", Pattern.MULTILINE)
            .matcher(CommandRun.of("train", "--help").out());
    assertThat(names.results().map(name -> name.group(1)).toList())
        .hasSizeGreaterThan(30)
        .doesNotHaveDuplicates();
  }
}
