package dev.prose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.cli.CommandRun;
import dev.prose.cli.output.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.jr.ob.JSON;

class EvaluateCommandTest {
  private static final String TEXT = "Käse, Öl und Brot: süß und gut.\nUnd für die Gäste Süßes.\n";

  @TempDir private Path folder;
  private Path text = Path.of("");
  private String out = "";

  @BeforeEach
  void writeText() throws IOException {
    text = Files.writeString(folder.resolve("food.txt"), TEXT.repeat(10) + "Und Gutes.\n");
    out = folder.resolve("out").toString();
  }

  private String train(String... more) {
    CommandRun run = run("train --fit counts", more);
    assertThat(run.code()).as(run.err()).isZero();
    return run.out();
  }

  private CommandRun evaluate(String... more) {
    return run("evaluate", more);
  }

  private CommandRun run(String command, String... more) {
    String[] files = {"--out-dir", out, "--data", text.toString()};
    return CommandRun.of(
        Stream.of(command.split(" "), files, more).flatMap(Arrays::stream).toArray(String[]::new));
  }

  private static String group(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult result) -> result.group(1))
        .findFirst()
        .orElseThrow(() -> new AssertionError(pattern + " in " + text));
  }

  private static double number(Map<String, Object> json, String key) {
    return Double.parseDouble(String.valueOf(json.get(key)));
  }

  @Test
  void theSplitsHaveTheLossesThatTrainingPrinted() {
    String trained = train("--train-fraction", "0.7");
    String train = group(trained, "exact loss  train (\\S+), validation");
    String validation = group(trained, "exact loss  train \\S+, validation (\\S+) nats");
    assertThat(evaluate("--split", "train", "--train-fraction", "0.7").out())
        .contains("loss        " + train + " nats a character");
    CommandRun run = evaluate("--split", "validation"); // of the fraction that trained
    assertThat(run.out())
        .contains("trained     counts, α = 1, on food.txt\n")
        .contains("split       validation, with train fraction 0.7\n")
        .contains("loss        " + validation + " nats a character");
    assertThat(run.err()).isEmpty();
    assertThat(group(run.out(), "perplexity  (\\S+\\.\\d\\d)"))
        .isEqualTo(group(trained, "perplexity (\\S+) \\(exact\\)"));
  }

  @Test
  void jsonHasTheSameInAllUnits() throws IOException {
    train();
    Map<String, Object> json = JSON.std.mapFrom(evaluate("--json").out());
    String predicted = Files.readString(text).substring(1);
    int bytes = predicted.getBytes(StandardCharsets.UTF_8).length;
    assertThat(json)
        .containsEntry("data", "food.txt")
        .containsEntry("split", "all")
        .containsEntry("trained_on", "food.txt")
        .containsEntry("tokens", predicted.length())
        .containsEntry("characters", predicted.length())
        .containsEntry("bytes", bytes)
        .containsEntry("unknown", 0)
        .doesNotContainKey("train_fraction");
    double nats = number(json, "nats_per_character");
    assertThat(number(json, "total_nats")).isCloseTo(nats * predicted.length(), within(1e-9));
    assertThat(number(json, "bits_per_character")).isCloseTo(nats / Math.log(2), within(1e-12));
    assertThat(number(json, "bits_per_byte"))
        .isCloseTo(number(json, "total_bits") / bytes, within(1e-12));
    assertThat(number(json, "perplexity")).isCloseTo(Math.exp(nats), within(1e-9));
    assertThat(evaluate().out())
        .contains(Report.format("%.6f bits a byte", number(json, "bits_per_byte")))
        .contains("--split validation is what it has not seen");
  }

  @Test
  void aTextFromElsewhereMayHaveUnknownCharacters() throws IOException {
    train();
    Files.writeString(text, "Und süß?!\n");
    CommandRun refused = evaluate();
    assertThat(refused.code()).isEqualTo(65);
    assertThat(refused.err()).contains("'?' (U+003F", "at position 7", "--on-unknown=skip");
    String known = group(evaluate("--on-unknown", "skip").out(), "(?s)(loss .*)");
    assertThat(evaluate("--on-unknown", "skip").out())
        .contains("unknown     2 characters left out\n")
        .contains("predicted   7 tokens: 7 characters, 9 bytes of UTF-8\n");
    Files.writeString(text, "Und süß\n");
    assertThat(evaluate().out()).endsWith(known);
  }

  @Test
  void whatTheModelHoldsForImpossibleIsInfinite() throws IOException {
    train("--alpha", "0");
    Files.writeString(text, "UU");
    assertThat(evaluate("--json").out()).contains("\"perplexity\":\"Infinity\"");
    assertThat(evaluate().out()).contains("perplexity  Infinity");
  }

  @Test
  void whatCannotBeMeasuredIsExplained() throws IOException {
    train();
    Files.writeString(text, "U");
    assertThat(evaluate().err()).contains("at least 2 tokens that the model knows");
    assertThat(evaluate().code()).isEqualTo(65);
    assertThat(evaluate("--train-fraction", "0.5").err())
        .contains("--train-fraction has no effect without --split");
    assertThat(evaluate("--split", "train", "--train-fraction", "1.5").code()).isEqualTo(2);
  }

  @Test
  void theWordsOfAStrangersModelSteerNoTerminal() throws IOException {
    train();
    Path config = Path.of(out, "checkpoint-0", "config.json");
    Files.writeString(
        config,
        Files.readString(config)
            .replace("\"food.txt\"", "\"\\u001b[2Jfood\"")
            .replace("counts,", "\\u009b2J"));
    for (String shown :
        List.of(evaluate().out(), evaluate("--json").out(), inspect("--top", "1").out())) {
      assertThat(shown).contains("food");
      assertThat(shown.chars().filter(unit -> unit != '\n')).noneMatch(Character::isISOControl);
    }
  }

  private CommandRun inspect(String... more) {
    String[] model = {"inspect", "--out-dir", out};
    return CommandRun.of(Stream.of(model, more).flatMap(Arrays::stream).toArray(String[]::new));
  }
}
