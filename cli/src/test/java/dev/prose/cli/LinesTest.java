package dev.prose.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.cli.output.ExitCode;
import dev.prose.random.SplitMix64;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of lines: {@code --lines}. */
class LinesTest {
  private static final long SEED = 20;
  private static final int NAMES = 720;

  @TempDir private Path folder;

  private CommandRun train(Path list, String model, String out, String... more) {
    String[] arguments = {
      "train", "--lines", "--data", list.toString(), "--model", model, "--max-new-tokens", "0"
    };
    String[] where = {"--out-dir", folder.resolve(out).toString()};
    CommandRun run =
        CommandRun.of(ShortTextFixture.concat(ShortTextFixture.concat(arguments, where), more));
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private CommandRun evaluate(Path data, String out, String... more) {
    String[] arguments = {
      "evaluate", "--data", data.toString(), "--out-dir", folder.resolve(out).toString()
    };
    return CommandRun.of(ShortTextFixture.concat(arguments, more));
  }

  private static double number(String label, CommandRun run) {
    Matcher line = Pattern.compile("(?m)^" + label + " +([0-9.]+) nats").matcher(run.out());
    assertThat(line.find()).as(run.out() + run.err()).isTrue();
    return Double.parseDouble(line.group(1));
  }

  private Path write(String name, List<String> lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }

  /** Names whose beginnings say much of their ends, as in families of names. */
  private static List<String> sortedNames() {
    SplitMix64 random = new SplitMix64(SEED);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < NAMES; i++) {
      int first = random.nextInt(26);
      StringBuilder name = new StringBuilder().append((char) ('A' + first));
      int syllables = 1 + random.nextInt(3);
      for (int s = 0; s < syllables; s++) {
        name.append("aeiou".charAt((first + random.nextInt(2)) % 5));
        name.append((char) ('a' + (first * 7 + random.nextInt(3)) % 26));
      }
      names.add(name.toString());
    }
    Collections.sort(names);
    return names;
  }

  /** A sorted list validated with the letters of its end, which are unlike all others. */
  @ParameterizedTest
  @ValueSource(strings = {"ngram", "mixture"})
  void aSortedListIsAsGoodAsAShuffledOne(String model) throws IOException {
    List<String> names = sortedNames();
    Path sorted = write("sorted.txt", names);
    Collections.shuffle(names, new Random(SEED));
    Path shuffled = write("shuffled.txt", names);
    double ofSorted = number("validation", train(sorted, model, "sorted"));
    double ofShuffled = number("validation", train(shuffled, model, "shuffled"));
    assertThat(ofSorted).as("seed %d", SEED).isCloseTo(ofShuffled, within(0.15));
  }

  @ParameterizedTest
  @CsvSource({"ngram, 0.9", "ngram, 0.5", "mixture, 0.8"})
  void anEvaluationGivesTheNumberThatTrainingPrinted(String model, String fraction)
      throws IOException {
    Path list = write("list.txt", sortedNames());
    CommandRun trained = train(list, model, "out", "--train-fraction", fraction, "--seed", "42");
    assertThat(trained.out()).contains("by whole lines, in an order drawn from the seed");
    CommandRun evaluated = evaluate(list, "out", "--split", "validation");
    assertThat(evaluated.out()).contains("by whole lines, in an order drawn from the model's seed");
    assertThat(number("loss", evaluated)).isCloseTo(number("validation", trained), within(5.1e-5));
    assertThat(tokens(evaluated) + tokens(evaluate(list, "out", "--split", "train")) + 2)
        .isEqualTo(Files.size(list));
  }

  private static long tokens(CommandRun evaluated) {
    Matcher line = Pattern.compile("(?m)^predicted +([0-9,]+) tokens").matcher(evaluated.out());
    assertThat(line.find()).as(evaluated.out() + evaluated.err()).isTrue();
    return Long.parseLong(line.group(1).replace(",", ""));
  }

  /** The text is then not on the heap, and its lines lie in another temporary file. */
  @Test
  void aListThatIsStreamedGivesTheSameModel() throws IOException {
    Path list = write("list.txt", sortedNames());
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    CommandRun inMemory = train(list, "ngram", "memory");
    CommandRun streamed =
        train(list, "ngram", "streamed", "--memory", "10K", "--temp-dir", temporary.toString());
    assertThat(number("validation", streamed)).isEqualTo(number("validation", inMemory));
    assertThat(folder.resolve("streamed/checkpoint-0/model.ngram"))
        .hasSameBinaryContentAs(folder.resolve("memory/checkpoint-0/model.ngram"));
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void theSeedGivesTheOrder() throws IOException {
    Path list = write("list.txt", sortedNames());
    double one = number("validation", train(list, "ngram", "one", "--seed", "1"));
    assertThat(number("validation", train(list, "ngram", "again", "--seed", "1"))).isEqualTo(one);
    assertThat(number("validation", train(list, "ngram", "two", "--seed", "2"))).isNotEqualTo(one);
  }

  /** What stands for a character that the model does not know may be a line end itself. */
  @Test
  void bytesOfReplacedCharactersAreThoseOfThePart() throws IOException {
    Path list = write("list.txt", Collections.nCopies(40, "abc"));
    train(list, "ngram", "out");
    List<String> lines = new ArrayList<>(Collections.nCopies(30, "abc"));
    lines.addAll(Collections.nCopies(10, "ab😀"));
    Path other = write("other.txt", lines);
    long bytes = 0;
    for (String part : new String[] {"train", "validation"}) {
      String json =
          evaluate(other, "out", "--split", part, "--on-unknown", "replace", "--json").out();
      Matcher found = Pattern.compile("\"bytes\" ?: ?(\\d+)").matcher(json);
      assertThat(found.find()).as(json).isTrue();
      bytes += Long.parseLong(found.group(1));
    }
    // But for the first character of each part.
    assertThat(bytes).isEqualTo(Files.size(other) - 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ngram", "mixture"})
  void aTextWithoutALineEndIsRefused(String model) {
    for (String fraction : new String[] {"0.9", "1"}) {
      CommandRun run = list("no line end at all", model, "--train-fraction", fraction);
      assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA);
      assertThat(run.err())
          .contains("stdin has no line end, so that it is one line: leave --lines out");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ngram", "mixture"})
  void oneLineCannotBeValidated(String model) {
    CommandRun refused = list("to be or not to be\n", model);
    assertThat(refused.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(refused.err()).contains("is one line, so that none is left to validate with");
    assertThat(list("to be or not to be\n", model, "--train-fraction", "1").code()).isZero();
  }

  /** No line end at the end, empty lines, line ends of other systems, few lines. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\\nb",
        "a\\n\\n\\nb\\n\\n",
        "ab\\r\\ncd\\r\\nef",
        "\\n\\n\\n\\n\\n",
        "x\\ny\\nz"
      })
  void smallListsAreLists(String escaped) {
    String text = escaped.translateEscapes();
    for (String model : new String[] {"ngram", "mixture"}) {
      CommandRun run = list(text, model, "--train-fraction", "0.5");
      boolean tooShort = run.err().contains("2 to validate with, but there are");
      assertThat(run.code()).as(run.err()).isEqualTo(tooShort ? ExitCode.BAD_DATA : 0);
      assertThat(list(text, model, "--train-fraction", "1").code()).isZero();
    }
  }

  private CommandRun list(String text, String model, String... more) {
    String[] arguments = {
      "train",
      "--data",
      "-",
      "--lines",
      "--model",
      model,
      "--out-dir",
      folder.resolve("o").toString()
    };
    return new CommandRun.Setting()
        .in(text.getBytes(StandardCharsets.UTF_8))
        .run(ShortTextFixture.concat(arguments, more));
  }
}
