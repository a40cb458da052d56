package dev.prose.cli.family.mixture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.cli.CommandRun;
import dev.prose.cli.JavaProcess;
import dev.prose.cli.Main;
import dev.prose.cli.output.ExitCode;
import dev.prose.corpora.Corpora;
import dev.prose.text.LoadListener;
import dev.prose.token.OnUnknown;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mixtures, from a text to what is done with them. */
class MixtureCommandsTest {
  private static final String SMALL = "small,-near,-far";

  @TempDir Path folder;
  private String out;

  @BeforeEach
  void chooseFolder() {
    out = folder.resolve("out").toString();
  }

  private static String[] with(String[] first, String... more) {
    return Stream.of(first, more).flatMap(Arrays::stream).toArray(String[]::new);
  }

  private static CommandRun run(String... arguments) {
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private String[] training(String data, String... more) {
    String[] first = {
      "train", "--model", "mixture", "--data", data, "--out-dir", out, "--max-new-tokens", "20"
    };
    return with(first, more);
  }

  /** The first number in a text that comes after a line's beginning. */
  private static double after(String start, String text) {
    return Pattern.compile("(?m)^" + Pattern.quote(start) + " +([0-9.]+)")
        .matcher(text)
        .results()
        .map(match -> Double.parseDouble(match.group(1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no number after " + start + " in\n" + text));
  }

  @Test
  void itPredictsThePlaysMuchBetterThanTunedNGrams() {
    CommandRun mixture = run(training("plays"));
    CommandRun nGrams =
        run("train", "--model", "ngram", "--data", "plays", "--out-dir", out + "-ngram");
    double loss = after("validation", mixture.out());
    assertThat(loss).isLessThan(0.97 * after("validation", nGrams.out()));
    assertThat(mixture.out())
        .containsPattern("(?m)^ +1\\.[0-9]{4} nats with at most 256 characters of context$");

    CommandRun evaluated =
        run("evaluate", "--data", "plays", "--split", "validation", "--out-dir", out);
    assertThat(after("loss", evaluated.out())).isBetween(loss - 5e-5, loss + 5e-5);
    assertThat(evaluated.out()).contains("mode        static: ");
    double limited = after("other modes", evaluated.out());
    CommandRun adaptive =
        run("evaluate", "--data", "plays", "--split", "validation", "--adapt", "--out-dir", out);
    assertThat(adaptive.out()).contains("mode        adaptive: ");
    assertThat(after("loss", adaptive.out())).isLessThan(loss - 0.01);
    assertThat(limited).isGreaterThan(loss + 0.01);
    assertThat(after("", evaluated.out().substring(evaluated.out().indexOf("other"))))
        .isEqualTo(after("loss", adaptive.out()));
    CommandRun short256 =
        run(
            "evaluate",
            "--data",
            "plays",
            "--split",
            "validation",
            "--memory-characters",
            "256",
            "--out-dir",
            out);
    assertThat(after("loss", short256.out())).isEqualTo(limited);
    assertThat(short256.out())
        .contains("mode        static: ", "at most the 256 characters before a character");
    CommandRun both =
        CommandRun.of("evaluate", "--adapt", "--memory-characters", "9", "--out-dir", out);
    assertThat(both.code()).isEqualTo(ExitCode.USAGE);
    assertThat(both.err()).contains("leave one of them out");
    CommandRun none = CommandRun.of("evaluate", "--memory-characters", "0", "--out-dir", out);
    assertThat(none.code()).isEqualTo(ExitCode.USAGE);
    assertThat(none.err()).contains("1 character or more");
    assertThat(mixture.out()).contains("mode        static: ");
    assertThat(run("score", "--data", "plays", "--json", "--out-dir", out).out())
        .contains("\"mode\":\"static\"")
        .doesNotContain("memory_characters");
    for (String command : new String[] {"score", "evaluate"}) {
      String[] limitedTo99 = {
        command, "--data", "plays", "--json", "--memory-characters", "99", "--out-dir", out
      };
      assertThat(run(limitedTo99).out()).contains("\"mode\":\"static\",\"memory_characters\":99");
    }
  }

  /** The plays with Cyrillic letters in the place of Latin ones, vowels for vowels. */
  @Test
  void anotherScriptIsPredictedAsWell() throws IOException {
    String latin = Corpora.installed().require("plays").load(new LoadListener() {}).text();
    String from = "aeiouybcdfghjklmnpqrstvwxz";
    String to = "аеиоуыбцдфгхжклмнпчрствщшз";
    StringBuilder cyrillic = new StringBuilder();
    latin
        .codePoints()
        .map(c -> {
          int place = from.indexOf(Character.toLowerCase(c));
          return place < 0
              ? c
              : Character.isUpperCase(c)
                  ? Character.toUpperCase(to.charAt(place))
                  : to.charAt(place);
        })
        .forEach(cyrillic::appendCodePoint);
    Path file = Files.writeString(folder.resolve("cyrillic.txt"), cyrillic);
    double ofLatin = after("validation", run(training("plays", "--contexts", "small")).out());
    double other = after("validation", run(training(file.toString(), "--contexts", "small")).out());
    assertThat(other).isBetween(ofLatin - 0.01, ofLatin + 0.01);
  }

  @Test
  void itSaysWhyItExpectsWhat() {
    run(training("plays", "--contexts", SMALL + ",class-1,next-class,near-chain-2"));
    assertThat(run("inspect", "--out-dir", out).out())
        .contains("mixture of 12 kinds of context")
        .contains("contexts    chain-0, chain-1");
    assertThat(run("inspect", "--after", "queen, the que", "--top", "1", "--out-dir", out).out())
        .containsPattern("'e' +0\\.[789]")
        .contains("Why 'e': what each kind of context adds to its logit")
        .containsPattern("(?m)^chain-3 +\\+[0-9.]+ +[0-9.]+ +\\d+ +\\d+ +\\d+$")
        .containsPattern("(?m)^word-1 ")
        .containsPattern("(?m)^place in the line +[+-][0-9.]+$")
        .containsPattern("(?m)^class-1 +\\+[0-9.]+ +[0-9.]+ +[0-9,]+ +[0-9,]+ +\\d+$")
        .containsPattern("(?m)^next-class +\\+[0-9.]+ +[0-9.]+ +0\\.\\d\\d +[01]\\.\\d\\d +\\d+$")
        .containsPattern("(?m)^near-chain-2 +\\+[0-9.]+ +[0-9.]+ +0\\.9\\d +0\\.9\\d +1 +1,500$")
        .containsPattern("(?m)^The last whole word, or mark, is of the class of .*\\b[Tt]he\\b.*");
    assertThat(run("score", "--data", "plays", "--top", "3", "--out-dir", out).out().lines())
        .hasSize(3);
    String one = run("generate", "--prompt", "HAMLET", "--out-dir", out).out();
    assertThat(run("generate", "--prompt", "HAMLET", "--out-dir", out).out()).isEqualTo(one);
    assertThat(run("generate", "--prompt", "HAMLET", "--adapt", "--out-dir", out).out())
        .startsWith("HAMLET")
        .isNotEqualTo(one);
  }

  @Test
  void itCanBeMixedWithAnotherModel() {
    run(training("plays", "--contexts", "none"));
    String nGrams = folder.resolve("ngram").toString();
    run("train", "--model", "ngram", "--order", "3", "--data", "plays", "--out-dir", nGrams);
    String both = folder.resolve("both").toString();
    CommandRun mixed =
        run("interpolate", "--models", out, nGrams, "--data", "plays", "--out-dir", both);
    assertThat(mixed.out()).contains("saved");
    String evaluated =
        run("evaluate", "--data", "plays", "--split", "validation", "--out-dir", both).out();
    String alone =
        run("evaluate", "--data", "plays", "--split", "validation", "--out-dir", out).out();
    assertThat(after("loss", evaluated)).isLessThan(after("loss", alone) + 1e-3);
  }

  @Test
  void ofLinesEachIsAText() throws IOException {
    StringBuilder names = new StringBuilder();
    for (String first : "Ada Bo Cleo Dan Eve Finn Gil Hal Ida Jo".split(" ", -1)) {
      for (String last : "Adams Brown Clark Diaz Evans".split(" ", -1)) {
        names.append(first).append(' ').append(last).append('\n');
      }
    }
    Path file = Files.writeString(folder.resolve("names.txt"), names);
    CommandRun trained = run(training(file.toString(), "--lines"));
    assertThat(trained.out()).contains("mixture of 11 kinds of context, each line by itself");
    // Whatever the line before, the next one begins alike.
    String after = run("inspect", "--after", "Ada Adams\n", "--out-dir", out).out();
    assertThat(run("inspect", "--after", "Jo\n", "--out-dir", out).out()).isEqualTo(after);
  }

  /** A wide gate on a short text takes long for its few blocks. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRunThatWasStoppedGoesOnAsIfItHadNot(boolean ofLines) throws Exception {
    String content = "to be or not to be ".repeat(600);
    Path text =
        Files.writeString(
            folder.resolve("text.txt"), ofLines ? content.replace("not ", "not\n") : content);
    String[] train =
        training(
            text.toString(),
            "--hidden-size",
            "1024",
            "--passes",
            "1",
            "--stride",
            "1",
            "--contexts",
            SMALL);
    if (ofLines) {
      train = Stream.concat(Arrays.stream(train), Stream.of("--lines")).toArray(String[]::new);
    }
    Process process = JavaProcess.start(Main.class, train);
    BufferedReader printed = process.inputReader();
    String line = printed.readLine();
    while (line != null && !line.startsWith("blocks")) {
      line = printed.readLine();
    }
    Thread.sleep(100); // for some blocks; none would do as well
    JavaProcess.signal(process, "TERM");
    assertThat(printed.lines().reduce("", (all, each) -> all + each + "\n"))
        .containsPattern("prose: stopped after \\d+ of 12 blocks, which are kept in ");
    assertThat(process.waitFor()).isEqualTo(143);
    Path run = Path.of(out);
    assertThat(Checkpoint.load(run, OnUnknown.ERROR).training().step()).isLessThan(12);

    CommandRun resumed = run("train", "--init-from", "resume", "--out-dir", out);
    assertThat(resumed.out()).contains(" of 12 blocks of Adagrad").contains("checkpoint-12");
    CommandRun other =
        CommandRun.of("train", "--init-from", "resume", "--passes", "2", "--out-dir", out);
    assertThat(other.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(other.err()).contains("--passes was 1 and is 2");
    String undisturbed = folder.resolve("undisturbed").toString();
    train[Arrays.asList(train).indexOf(out)] = undisturbed;
    run(train);
    for (String file : new String[] {"model.safetensors", "model.contexts"}) {
      assertThat(run.resolve("checkpoint-12").resolve(file))
          .hasSameBinaryContentAs(Path.of(undisturbed, "checkpoint-12", file));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--contexts chain-9|there is no kind of context \"chain-9\", only the sets none, small, medium, large, the kinds word",
        "--contexts small,-wrod|there is no kind of context \"wrod\"",
        "--contexts medium,word|word is named twice",
        "--contexts none,-skip|-skip leaves something out, but nothing stands before it to be left out of, as in medium,-skip",
        "--contexts=-near|-near leaves something out",
        "--contexts small,-skip|skip cannot be left out: before it there are only word, word-1, far-chain-4, far-heading",
        "--lines --contexts medium,near-word|near and far kinds remember other lines",
        "--stride 0|stride must be from 1 to 1000, but is 0",
        "--hidden-size 5000|hidden units must be from 1 to 1024, but are 5000",
        "--order 3|--order has no effect without --model ngram: leave it out",
        "--fit counts|--fit has no effect with --model mixture: leave it out",
        "--batch-size 3|--batch-size has no effect with --model mixture: leave it out"
      })
  void whatCannotBeIsRefused(String options, String message) {
    CommandRun run = CommandRun.of(training("plays", options.split(" ", -1)));
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(message);
  }

  @Test
  void otherModelsRefuseWhatIsAMixtures() {
    assertThat(CommandRun.of("train", "--contexts", "small").err())
        .contains("--contexts has no effect without --model mixture: leave it out");
    assertThat(CommandRun.of("train", "--lines").err())
        .contains("--lines has no effect with --model bigram: leave it out");
    run("train", "--max-iters", "5", "--data", "plays", "--out-dir", out);
    CommandRun adapting = CommandRun.of("evaluate", "--adapt", "--data", "plays", "--out-dir", out);
    assertThat(adapting.code()).isEqualTo(ExitCode.USAGE);
    assertThat(adapting.err()).contains("--adapt needs a mixture, and this model is none");
    CommandRun resuming =
        CommandRun.of(
            "train",
            "--model",
            "mixture",
            "--init-from",
            "resume",
            "--data",
            "plays",
            "--out-dir",
            out);
    assertThat(resuming.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(resuming.err()).contains("--model was bigram and is mixture");
  }
}
