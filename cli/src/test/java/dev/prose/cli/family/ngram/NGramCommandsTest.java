package dev.prose.cli.family.ngram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.cli.CommandRun;
import dev.prose.random.SplitMix64;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** N-gram models, from a text to what is done with them. */
class NGramCommandsTest {
  @TempDir Path folder;
  private String out;

  @BeforeEach
  void chooseFolder() {
    out = folder.resolve("out").toString();
  }

  private static CommandRun run(String... arguments) {
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private static CommandRun train(String outDir, String... more) {
    String[] first = {
      "train", "--data", "plays", "--model", "ngram", "--out-dir", outDir, "--max-new-tokens", "20"
    };
    return run(Stream.of(first, more).flatMap(Arrays::stream).toArray(String[]::new));
  }

  /** The first number in a text that comes after some words. */
  private static double after(String words, String text) {
    return Pattern.compile(Pattern.quote(words) + "[^0-9]*([0-9.]+)")
        .matcher(text)
        .results()
        .map((MatchResult match) -> Double.valueOf(match.group(1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no number after " + words + " in\n" + text));
  }

  private static double validation(CommandRun run) {
    return after("\nvalidation", run.out());
  }

  private static double loss(String outDir) {
    CommandRun run =
        run("evaluate", "--data", "plays", "--split", "validation", "--out-dir", outDir);
    return after("\nloss", run.out());
  }

  @Test
  void moreContextIsBetterAndTunedDiscountsAreBetterStill() {
    double two = validation(train(out, "--order", "2"));
    double three = validation(train(out, "--order", "3"));
    double five = validation(train(out, "--order", "5"));
    double estimated = validation(train(out, "--order", "5", "--tune", "off"));
    assertThat(three).isLessThan(two - 0.4);
    assertThat(five).isLessThan(three - 0.4);
    assertThat(estimated).isBetween(five, five + 0.05);
  }

  @Test
  void discountsAreFittedWithinTheEndOfALongText() {
    // 361,377 tokens are trained on, and a second is enough for ten million over the order.
    CommandRun part = train(out, "--order", "28");
    assertThat(part.out())
        .contains(
            """
            smoothing   modified Kneser-Ney, discounts fitted to held-out text
                        within its last 357,142 tokens; --tune on takes all of them
            """);
    assertThat(train(out, "--order", "27").out())
        .contains("discounts fitted to held-out text\n")
        .doesNotContain("within its last");
  }

  @Test
  void discountsThatCannotBeFittedAreSaidToBeEstimated() {
    byte[] text = "to be or not to be, that is the question\n".getBytes(StandardCharsets.UTF_8);
    for (String tune : new String[] {"auto", "on", "off"}) {
      CommandRun run =
          new CommandRun.Setting()
              .in(text)
              .run("train", "--data", "-", "--model", "ngram", "--tune", tune, "--out-dir", out);
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(run.out()).contains("smoothing   modified Kneser-Ney\n");
      assertThat(run.out().contains("discounts as estimated: too few n-grams occur 1 to 4 times"))
          .as(tune)
          .isEqualTo(!tune.equals("off"));
    }
  }

  @Test
  void aModelThatIsWorseThanChanceIsSaidToBe() {
    SplitMix64 random = new SplitMix64(1);
    byte[] digits = new byte[3000];
    for (int i = 0; i < digits.length; i++) {
      digits[i] = (byte) ('0' + random.nextInt(10));
    }
    CommandRun run =
        new CommandRun.Setting()
            .in(digits)
            .run("train", "--data", "-", "--model", "ngram", "--out-dir", out);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(validation(run)).isBetween(Math.log(10), Math.log(10) + 0.2);
    assertThat(run.out()).contains("worse than chance, 2.3026 nats");
  }

  @Test
  void pairsWithOneAddedAreTheClosedForm() {
    String closed = folder.resolve("closed").toString();
    run("train", "--data", "plays", "--fit", "counts", "--out-dir", closed);
    train(out, "--order", "2", "--smoothing", "additive", "--alpha", "1");
    assertThat(loss(out)).isCloseTo(loss(closed), within(2e-6));
  }

  @Test
  void countsWithNothingAddedAreFiniteAfterWhatNothingFollowed() {
    CommandRun run =
        new CommandRun.Setting()
            .in("abababababababababcb".getBytes(StandardCharsets.UTF_8))
            .run("train", "--data", "-", "--fit", "counts", "--alpha", "0", "--out-dir", out);
    assertThat(run.code()).as(run.err()).isZero();
    // Of the validation split, cb: nothing followed c, so that each of three is as likely.
    assertThat(run.out())
        .contains("validation  1.0986 nats")
        .contains("unsmoothed  α = 0, the optimum itself, has a validation loss of 1.098612 nats");
  }

  @Test
  void whatWasKeptSaysWhatTrainingSaid() {
    CommandRun trained = train(out, "--order", "4");
    assertThat(trained.out())
        .contains("n-grams     63 / 1,242 / 9,168 / 34,645 of length 1 to 4\n")
        .contains("saved       " + Path.of(out, "checkpoint-0"));
    String evaluated =
        run("evaluate", "--data", "plays", "--split", "validation", "--by-order", "--out-dir", out)
            .out();
    assertThat(after("loss", evaluated)).isCloseTo(validation(trained), within(5e-5));
    double tokens = 0;
    double nats = 0;
    for (String line : evaluated.lines().filter(it -> it.matches(" +[0-4] .*")).toList()) {
      String[] cells = line.strip().replace(",", "").split(" +", -1);
      tokens += Double.parseDouble(cells[1]);
      nats += Double.parseDouble(cells[1]) * Double.parseDouble(cells[3]);
    }
    assertThat(tokens).isEqualTo(40_153);
    assertThat(nats / tokens).isCloseTo(validation(trained), within(1e-3));
    assertThat(run("inspect", "--verify", "--out-dir", out).out())
        .contains("where nothing else is known")
        .containsPattern("verified +[0-9,]+ bytes, all as the manifest says\n$");
    CommandRun picture =
        CommandRun.of("inspect", "--plot", folder.resolve("t.png").toString(), "--out-dir", out);
    assertThat(picture.code()).isEqualTo(2);
    assertThat(picture.out()).isEmpty();
    assertThat(picture.err()).contains("--plot draws a bigram model's table");
    assertThat(run("inspect", "--after", "the k", "--top", "1", "--out-dir", out).out())
        .containsPattern("'i' +0\\.6\\d+ +'e ki' +\\d+ +█");
    assertThat(run("generate", "--out-dir", out, "--max-new-tokens", "20").out())
        .isEqualTo(run("generate", "--out-dir", out, "--max-new-tokens", "20").out())
        .hasSize(21);
    assertThat(run("generate", "--out-dir", out, "--temperature", "0.5", "--top-k", "3").out())
        .hasSize(501);
  }

  @Test
  void eachLineOfAListIsATextOfItsOwn() throws IOException {
    Path names = folder.resolve("names.txt");
    Files.writeString(names, "anna\nhanna\nhannah\nnanna\n".repeat(30));
    run("train", "--data", names.toString(), "--model", "ngram", "--lines", "--out-dir", out);
    String inspected = run("inspect", "--after", "\n", "--top", "9", "--out-dir", out).out();
    // After a line end nothing is known of the line before: of four names two begin with h.
    assertThat(after("'h'", inspected)).isCloseTo(0.5, within(0.05));
    assertThat(run("generate", "--max-new-tokens", "200", "--out-dir", out).out().lines())
        .contains("anna");
    CommandRun oneLine =
        new CommandRun.Setting()
            .in("no line end".getBytes(StandardCharsets.UTF_8))
            .run("train", "--data", "-", "--model", "ngram", "--lines", "--out-dir", out);
    assertThat(oneLine.code()).isEqualTo(65);
    assertThat(oneLine.err()).contains("has no line end");
  }

  @Test
  void aTextThatIsStreamedGivesTheSameModel() throws IOException {
    String text = "to be or not to be, that is the question\n".repeat(4000);
    Path file = Files.writeString(folder.resolve("text.txt"), text);
    String[] streamed = {"--memory", "100K", "--temp-dir", folder.toString()};
    for (String[] more : new String[][] {{}, streamed}) {
      String[] first = {"train", "--data", file.toString(), "--model", "ngram", "--order", "6"};
      String outDir = more.length == 0 ? out : out + "2";
      run(
          Stream.of(first, more, new String[] {"--out-dir", outDir})
              .flatMap(Arrays::stream)
              .toArray(String[]::new));
    }
    assertThat(Path.of(out + "2", "checkpoint-0", "model.ngram"))
        .hasSameBinaryContentAs(Path.of(out, "checkpoint-0", "model.ngram"));
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.filter(path -> path.toString().endsWith(".tmp"))).isEmpty();
    }
  }

  @Test
  void anArpaFileHoldsTheSameModel() {
    double loss = validation(train(out, "--order", "4", "--prune", "1e-6"));
    String arpa = folder.resolve("model.arpa").toString();
    run("export", "--out-dir", out, "--to", arpa);
    String imported = folder.resolve("imported").toString();
    run("import", "--from", arpa, "--out-dir", imported);
    assertThat(loss(imported)).isCloseTo(loss, within(1e-4));
  }

  @Test
  void aMixIsAtLeastAsGoodAsItsParts() {
    String other = folder.resolve("other").toString();
    double one = validation(train(out, "--order", "5", "--smoothing", "witten-bell"));
    double two = validation(train(other, "--order", "3"));
    String mix = folder.resolve("mix").toString();
    String held =
        run("interpolate", "--models", out, other, "--data", "plays", "--out-dir", mix).out();
    assertThat(held).contains("weight").contains("saved       " + Path.of(mix, "checkpoint-0"));
    assertThat(after("\ntogether", held)).isLessThan(Math.min(one, two));
    assertThat(run("generate", "--out-dir", mix, "--max-new-tokens", "5").out()).hasSize(6);
    assertThat(run("evaluate", "--data", "plays", "--by-order", "--out-dir", mix).out())
        .contains("n-gram   answered")
        .containsPattern("\n +5 +[0-9,]+ ");
    assertThat(run("inspect", "--out-dir", mix).out())
        .contains("2 models")
        .containsPattern(
            "\n            1\\. weight 0\\.\\d{4}: n-grams .*\n            2\\. weight")
        .contains("--after shows them after a longer text");
    String after = run("inspect", "--out-dir", mix, "--after", "the q", "--top", "1").out();
    double[] p = // of the mean, and of each model
        Pattern.compile(" ([01]\\.\\d{4})")
            .matcher(after.substring(after.indexOf("\nnext    p       in 1.   in 2.")))
            .results()
            .mapToDouble(match -> Double.parseDouble(match.group(1)))
            .toArray();
    assertThat(p).hasSize(3);
    assertThat(p[0]).isBetween(Math.min(p[1], p[2]), Math.max(p[1], p[2]));
  }

  @Test
  void scoresAreRefusedWhereProbabilitiesAreNeeded() {
    CommandRun trained = train(out, "--order", "3", "--smoothing", "stupid-backoff");
    assertThat(trained.out()).contains("scores and not probabilities").contains("no loss");
    assertThat(run("inspect", "--after", "q", "--top", "1", "--out-dir", out).out())
        .contains("score")
        .contains("'u'");
    for (String command : new String[] {"generate", "export"}) {
      CommandRun refused = CommandRun.of(command, "--out-dir", out);
      assertThat(refused.code()).isEqualTo(65);
      assertThat(refused.err()).contains("no probabilities").doesNotContain("\tat ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --model ngram --order 0                          | the order must be from 1 to 30, but is 0
          --order 3                                        | --order has no effect without --model ngram
          --model ngram --max-iters 3                      | --max-iters has no effect with --model ngram
          --model ngram --fit counts                       | --fit has no effect with --model ngram
          --model ngram --smoothing good-turing            | expected one of kneser-ney, witten-bell
          --model ngram --memory lots                      | --memory must be a number of bytes
          --model ngram --min-count 2,1                    | 2, 1
          --model ngram --min-count some                   | --min-count must be numbers
          --model ngram --prune -1                         | the threshold must be 0 or more
          --model ngram --smoothing stupid-backoff --tune on | --tune has no effect with --smoothing stupid-backoff
          --model ngram --smoothing witten-bell --tune on    | --tune has no effect with --smoothing witten-bell
          --model ngram --alpha 2                          | --alpha has no effect with --smoothing kneser-ney
          --model ngram --smoothing additive --tune on --alpha 2 | --alpha has no effect with --tune on
          """)
  void wrongOptionsAreRefused(String options, String message) {
    String[] first = {"train", "--data", "plays", "--out-dir", out};
    CommandRun run =
        CommandRun.of(
            Stream.of(first, options.strip().split(" +", -1))
                .flatMap(Arrays::stream)
                .toArray(String[]::new));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(message).contains("prose train --help");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not a model", "\\data\\\nngram 1=3\n"})
  void aFileThatIsNoArpaFileIsRefused(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("model.arpa"), content);
    CommandRun run = CommandRun.of("import", "--from", file.toString(), "--out-dir", out);
    assertThat(run.code()).isEqualTo(65);
    assertThat(run.err()).contains(file.toString(), "line");
  }

  @Test
  void wordsAreExportedAndImportedWithTheUnknownOnes() throws IOException {
    Path list = Files.writeString(folder.resolve("list.txt"), "the cat sat\na cat ran\nthe dog\n");
    run(
        "train",
        "--data",
        list.toString(),
        "--model",
        "ngram",
        "--order",
        "2",
        "--tokenizer",
        "whitespace",
        "--lines",
        "--train-fraction",
        "1",
        "--out-dir",
        out,
        "--max-new-tokens",
        "0");
    String arpa = folder.resolve("words.arpa").toString();
    run("export", "--out-dir", out, "--to", arpa);
    String imported = folder.resolve("imported").toString();
    run("import", "--from", arpa, "--tokenizer", "whitespace", "--out-dir", imported);
    String given = folder.resolve("given").toString();
    run("import", "--from", arpa, "--tokenizer", out, "--out-dir", given);
    Path other = Files.writeString(folder.resolve("other.txt"), "\nthe  gnu sat\n");
    for (String model : new String[] {out, imported, given}) {
      CommandRun evaluated = run("evaluate", "--data", other.toString(), "--out-dir", model);
      assertThat(evaluated.out())
          .contains("OOV         1 of 5 tokens; perplexity ", "log10 total -")
          // The text itself counts, with both of its spaces and the unknown word.
          .contains("predicted   4 tokens: 13 characters, 13 bytes");
      assertThat(run("evaluate", "--data", other.toString(), "--out-dir", model, "--json").out())
          .contains("\"words\":{\"tokens\":5,\"oov\":1,\"total_log10\":-");
    }
    CommandRun refused = CommandRun.of("import", "--from", arpa, "--out-dir", out);
    assertThat(refused.code()).isEqualTo(65);
    assertThat(refused.err()).contains("is no single character", "--tokenizer whitespace");
  }

  @Test
  void whatOnlyTheValidationPartHasIsUnknown() throws IOException {
    Path text = Files.writeString(folder.resolve("text.txt"), "a b a b a b a b new newer\n");
    CommandRun trained =
        run(
            "train",
            "--data",
            text.toString(),
            "--model",
            "ngram",
            "--order",
            "2",
            "--tokenizer",
            "whitespace",
            "--train-fraction",
            "0.62",
            "--out-dir",
            out,
            "--max-new-tokens",
            "0");
    assertThat(trained.out())
        .contains("vocabulary  4 words", "OOV         1 of 2 tokens; perplexity ");
  }
}
