package dev.prose.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.cli.output.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --tokenizer}: every command with tokens that are not characters. */
class TokenKindsTest {
  private static final Pattern PER_BYTE = Pattern.compile("([0-9.]+) bits a byte");

  @TempDir Path folder;
  private String text = "";
  private String out = "";

  @BeforeEach
  void writeText() throws IOException {
    StringBuilder lines = new StringBuilder();
    String[] names = {"Anna", "the cat", "Mr. Ötvös", "a dog", "nobody"};
    String[] verbs = {"sees", "doesn't see", "likes", "was"};
    for (int i = 0; i < 120; i++) {
      lines
          .append(names[i * 7 % 5])
          .append(' ')
          .append(verbs[i * i % 4])
          .append(' ')
          .append(names[i * 3 % 5])
          .append(i % 9 == 0 ? "; 19" + i + "?\n\n" : ".\n");
    }
    text = Files.writeString(folder.resolve("text.txt"), lines).toString();
    out = folder.resolve("out").toString();
  }

  private static CommandRun run(String... arguments) {
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private static double found(Pattern pattern, String report) {
    Matcher matcher = pattern.matcher(report);
    assertThat(matcher.find()).as(report).isTrue();
    return Double.parseDouble(matcher.group(1));
  }

  @ParameterizedTest
  @CsvSource({
    "byte, --model ngram --order 4",
    "word, --model ngram --order 3",
    "bpe, --model ngram --order 3",
    "bpe, --model ngram --order 3 --memory 1k",
    "bpe, --model ngram --order 2 --vocab-size 300 --pattern gpt4",
    "bpe, --model ngram --order 2 --vocab-size 300 --pattern [a-zA-Z]+",
    "bpe, --model bigram --fit counts --vocab-size 300",
    "word, --model bigram --max-iters 50 --block-size 2 --eval-interval 50",
  })
  void evaluationTellsTheNumberOfTraining(String kind, String options) {
    String[] train = {"train", "--tokenizer", kind, "--data", text, "--out-dir", out};
    CommandRun trained = run(ShortTextFixture.concat(train, options.split(" ", -1)));
    CommandRun evaluated =
        run("evaluate", "--split", "validation", "--data", text, "--out-dir", out);
    assertThat(found(PER_BYTE, evaluated.out()))
        .isCloseTo(found(PER_BYTE, trained.out()), within(1e-4));
    assertThat(run("score", "--data", text, "--out-dir", out).out().lines()).hasSizeGreaterThan(99);
    assertThat(run("inspect", "--after", "the cat", "--out-dir", out).out()).contains("0.");
    assertThat(run("generate", "--prompt", "Anna", "--out-dir", out).out()).startsWith("Anna");
    String ids = run("tokenize", "--data", text, "--out-dir", out).out();
    CommandRun.Setting decoding =
        new CommandRun.Setting().in(ids.getBytes(StandardCharsets.US_ASCII));
    assertThat(decoding.run("tokenize", "--decode", "--out-dir", out).out())
        .isEqualTo(read(Path.of(text)));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void tokensThatWereLearnedByThemselvesAreUsed() {
    String file = folder.resolve("tokenizer.json").toString();
    String learned =
        run("tokenize", "--train", "bpe", "--vocab-size", "300", "--data", text, "--to", file)
            .out();
    assertThat(learned).contains(" subwords", "written", file);
    assertThat(run("tokenize", "--tokenizer", file, "--text", "Anna", "--lines").out())
        .contains("'Anna'");
    assertThat(
            run("train", "--tokenizer", file, "--model", "ngram", "--data", text, "--out-dir", out)
                .out())
        .contains(" subwords");
  }

  @Test
  void modelsOfTwoTextsHaveTheSameTokens() throws IOException {
    String other =
        Files.writeString(folder.resolve("b.txt"), "the dog sees Anna.\n".repeat(40)).toString();
    String second = folder.resolve("second").toString();
    String mixed = folder.resolve("mixed").toString();
    run("train", "--tokenizer", "word", "--model", "ngram", "--data", text, "--out-dir", out);
    run("train", "--vocabulary", out, "--model", "ngram", "--data", other, "--out-dir", second);
    assertThat(
            run("interpolate", "--models", out, second, "--data", other, "--out-dir", mixed).out())
        .contains("together");
    Path list = Files.writeString(folder.resolve("list.txt"), "Anna\nsees\nthe\n");
    assertThat(
            run(
                    "train",
                    "--tokenizer",
                    "whitespace",
                    "--vocabulary",
                    list.toString(),
                    "--lines",
                    "--model",
                    "ngram",
                    "--data",
                    other,
                    "--out-dir",
                    second)
                .out())
        .contains("vocabulary  5 words");
  }

  /** The letters of an unknown word cost nothing, so that a loss per letter flatters. */
  @Test
  void wordsThatAreUnknownHaveNoLossPerCharacter() {
    String[] train = {
      "train", "--tokenizer", "whitespace", "--model", "ngram", "--data", text, "--out-dir", out
    };
    assertThat(run(train).out())
        .containsPattern("validation +[0-9.]+ nats a token, perplexity [0-9.]+ by token")
        .doesNotContain("bits a character");
    assertThat(run("evaluate", "--split", "validation", "--data", text, "--out-dir", out).out())
        .contains("The letters of an unknown word cost nothing");
  }

  @Test
  void aTableGoesOnWithAnotherTextAndResumes() throws IOException {
    String other =
        Files.writeString(folder.resolve("b.txt"), "the dog sees Anna.\n".repeat(90)).toString();
    String second = folder.resolve("second").toString();
    String[] steps = {"--max-iters", "40", "--eval-interval", "20", "--batch-size", "4"};
    run(
        ShortTextFixture.concat(
            new String[] {"train", "--tokenizer", "word", "--data", text, "--out-dir", out},
            steps));
    run(
        ShortTextFixture.concat(
            new String[] {"train", "--init-from", out, "--data", other, "--out-dir", second},
            steps));
    assertThat(
            run(
                    "train",
                    "--init-from",
                    "resume",
                    "--data",
                    other,
                    "--out-dir",
                    second,
                    "--max-iters",
                    "60")
                .out())
        .contains("60");
    CommandRun counted =
        CommandRun.of(
            "train", "--init-from", out, "--model", "ngram", "--data", other, "--out-dir", second);
    assertThat(counted.code()).isEqualTo(ExitCode.USAGE);
    assertThat(counted.err()).contains("cannot begin with another model");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--tokenizer bpe --vocab-size 255|must be at least 256, one token for each byte, but is 255",
        "--tokenizer byte --vocab-size 300|--vocab-size has no effect with --tokenizer byte",
        "--tokenizer word --pattern gpt2|--pattern has no effect with --tokenizer word",
        "--tokenizer bpe --pattern (a|regular expression",
        "--tokenizer bpe --pattern gpt-4|--pattern must be one of gpt2, gpt4, gpt4o or a regular",
        "--tokenizer bpe --pattern cl100k_base|must be one of gpt2, gpt4, gpt4o or a regular",
        "--tokenizer .|is a folder: train takes a model's tokens with --vocabulary DIR",
        "--vocabulary tokenizer.json|name a tokenizer.json with --tokenizer",
        "--tokenizer nosuch|must be one of char, byte, word, whitespace, bpe or a file",
        "--tokenizer bpe --model mixture|needs tokens that are characters",
        "--tokenizer char --on-malformed keep|needs tokens that are made of bytes",
        "--tokenizer bpe --vocabulary pom.xml|name a model's folder instead",
      })
  void whatCannotBeIsRefused(String options, String message) {
    CommandRun run =
        CommandRun.of(
            ShortTextFixture.concat(
                new String[] {"train", "--data", text, "--out-dir", out}, options.split(" ", -1)));
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(message);
  }

  /** A token of two line ends would hide that a line begins. */
  @Test
  void noTokenGoesAcrossTheLinesOfAList() throws IOException {
    String names = "Anna\nBob\n\n\nCleo.\n\n\n\n".repeat(30);
    String list = Files.writeString(folder.resolve("names.txt"), names).toString();
    String running = folder.resolve("running").toString();
    Path file = folder.resolve("tokens.json");
    String[] learn = {"--train", "bpe", "--pattern", "gpt4", "--vocab-size", "300"};
    run(
        ShortTextFixture.concat(
            new String[] {"tokenize", "--data", list, "--to", file.toString()}, learn));
    run("train", "--fit", "counts", "--data", list, "--out-dir", running, "--tokenizer", "" + file);
    assertThat(run("tokenize", "--out-dir", running, "--text", "a.\n\n\nb").out().split(" "))
        .hasSizeLessThan(6);
    String[] train = {"train", "--model", "ngram", "--lines", "--data", list, "--out-dir", out};
    for (String[] tokens :
        List.of(
            new String[] {"--tokenizer", file.toString()},
            new String[] {"--vocabulary", running})) {
      run(ShortTextFixture.concat(train, tokens));
      assertThat(run("tokenize", "--out-dir", out, "--text", "a.\n\n\nb").out().split(" "))
          .hasSize(6);
    }

    Files.writeString(
        file,
        Files.readString(file)
            .replaceFirst(
                "\"added_tokens\" *: *\\[\\s*\\]",
                "\"added_tokens\": [{\"id\": 268, \"content\": \"Bob\\\\n\"}]"));
    CommandRun across =
        CommandRun.of(ShortTextFixture.concat(train, new String[] {"--tokenizer", "" + file}));
    assertThat(across.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(across.err()).contains("goes across the end of a line");
  }

  @Test
  void anyFileIsATextOfBytes() throws IOException {
    byte[] bytes = new byte[3000];
    new Random(3).nextBytes(bytes);
    bytes[0] = (byte) 0x89; // as a picture begins
    bytes[1] = 'P';
    bytes[2] = 'N';
    bytes[3] = 'G';
    String file = Files.write(folder.resolve("picture"), bytes).toString();
    assertThat(
            run(
                    "train",
                    "--tokenizer",
                    "byte",
                    "--model",
                    "ngram",
                    "--order",
                    "2",
                    "--data",
                    file,
                    "--out-dir",
                    out)
                .out())
        .contains("split       2,", "vocabulary  256 bytes");
    assertThat(run("evaluate", "--data", file, "--out-dir", out).out()).contains("2,999 bytes");
  }

  @Test
  void bytesOfAnotherModelAreOfAnyFileToo() throws IOException {
    byte[] bytes = new byte[600];
    new Random(5).nextBytes(bytes);
    String file = Files.write(folder.resolve("noise"), bytes).toString();
    String second = folder.resolve("second").toString();
    run("train", "--tokenizer", "byte", "--max-iters", "9", "--data", text, "--out-dir", out);
    run("train", "--init-from", out, "--max-iters", "9", "--data", file, "--out-dir", second);
    run("train", "--vocabulary", out, "--fit", "counts", "--data", file, "--out-dir", second);
    assertThat(run("tokenize", "--data", file, "--out-dir", out).out().trim().split(" "))
        .hasSize(600);
  }

  @Test
  void decodingGivesAnyFileBack() throws IOException {
    byte[] bytes = new byte[10_000];
    new Random(7).nextBytes(bytes);
    String file = Files.write(folder.resolve("noise"), bytes).toString();
    run("train", "--tokenizer", "bpe", "--max-iters", "9", "--data", text, "--out-dir", out);
    String ids = run("tokenize", "--on-malformed", "keep", "--data", file, "--out-dir", out).out();
    ByteArrayOutputStream decoded = new ByteArrayOutputStream();
    new CommandRun.Setting()
        .in(ids.getBytes(StandardCharsets.UTF_8))
        .run(decoded, "tokenize", "--decode", "--out-dir", out);
    assertThat(decoded.toByteArray()).isEqualTo(bytes);
    assertThat(
            new CommandRun.Setting()
                .terminal()
                .run("tokenize", "--decode", "195", "--out-dir", out)
                .out())
        .as("on a terminal")
        .isEqualTo("\uFFFD\n");
  }

  @Test
  void bytesAreDecodedWithoutAModel() {
    assertThat(run("tokenize", "--tokenizer", "byte", "--decode", "116", "195", "169").out())
        .isEqualTo("t\u00E9");
  }

  @Test
  void wordsOfAnNGramAreApart() {
    String[] words = {"--tokenizer", "whitespace", "--model", "ngram", "--order", "2"};
    run(ShortTextFixture.concat(new String[] {"train", "--data", text, "--out-dir", out}, words));
    assertThat(run("inspect", "--out-dir", out, "--after", "Anna").out()).contains("'Anna sees'");
  }

  @Test
  void aRunThatGoesOnKeepsItsTokens() {
    String[] steps = {"--max-iters", "9", "--data", text, "--out-dir", out};
    run(ShortTextFixture.concat(new String[] {"train", "--tokenizer", "bpe"}, steps));
    for (String[] other :
        new String[][] {
          {"--tokenizer", "byte"}, {"--vocab-size", "300"}, {"--pattern", "gpt4"},
        }) {
      CommandRun resumed =
          CommandRun.of(
              ShortTextFixture.concat(
                  new String[] {"train", "--init-from", "resume"},
                  ShortTextFixture.concat(other, steps)));
      assertThat(resumed.code()).as(other[0]).isEqualTo(ExitCode.BAD_DATA);
      assertThat(resumed.err()).contains(other[0] + " was ", " and is " + other[1]);
    }
    run(
        ShortTextFixture.concat(
            new String[] {"train", "--init-from", "resume", "--tokenizer", "bpe"}, steps));
  }

  @Test
  void aRunWithWordsFromAListResumes() throws IOException {
    String list = Files.writeString(folder.resolve("list.txt"), "Anna\nsees\nnever\n").toString();
    String[] words = {"--tokenizer", "whitespace", "--vocabulary", list};
    String[] steps = {
      "--max-iters", "20", "--eval-interval", "20", "--data", text, "--out-dir", out
    };
    run(ShortTextFixture.concat(new String[] {"train"}, ShortTextFixture.concat(words, steps)));
    assertThat(
            run(
                    "train",
                    "--init-from",
                    "resume",
                    "--max-iters",
                    "40",
                    "--data",
                    text,
                    "--out-dir",
                    out)
                .out())
        .contains("vocabulary  5 words");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--text a --vocab-size 300|--vocab-size has no effect without --tokenizer or --train",
        "--text a --tokenizer byte --out-dir x|--out-dir has no effect with --tokenizer",
        "--text a --to x.json|--to has no effect without --train",
        "--text a --train nosuch --to x.json|--train must be one of char, byte, word",
        "--text a --train bpe|name it with --to",
        "--data pom.xml --train bpe --to ../cli/pom.xml|--to must not be the text itself",
        "--text a --data x --train bpe --to x.json|--data has no effect with --text",
        "--data x --on-malformed keep --train char --to x.json|needs tokens that are made of bytes",
        "--data x --on-malformed keep --tokenizer whitespace|needs tokens that are made of bytes",
        "--text a --train bpe --to x.json 5|ids are for --decode",
        "--text a --train char --on-unknown skip --to x.json|--on-unknown has no effect with --train",
        "--text a --train bpe --vocab-size 2000000 --to x.json|may be at most 1,048,576, but is 2,000,000",
      })
  void whatTokenizeCannotDoIsRefused(String options, String message) {
    CommandRun run =
        CommandRun.of(ShortTextFixture.concat(new String[] {"tokenize"}, options.split(" ", -1)));
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(message);
  }
}
