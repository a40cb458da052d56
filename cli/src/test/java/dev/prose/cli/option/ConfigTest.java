package dev.prose.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.cli.CommandRun;
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

/** Options from a file. */
class ConfigTest {
  @TempDir private Path folder;
  private Path config = Path.of("");
  private String text = "";
  private String out = "";

  @BeforeEach
  void writeText() throws IOException {
    config = folder.resolve("run.properties");
    out = folder.resolve("out").toString();
    text =
        Files.writeString(folder.resolve("text.txt"), "A rose is a rose is a rose.\n".repeat(30))
            .toString();
  }

  private CommandRun train(String file, String... more) throws IOException {
    Files.writeString(config, file);
    String[] arguments = {"train", "--out-dir", out, "--config", config.toString()};
    return CommandRun.of(Stream.of(arguments, more).flatMap(Arrays::stream).toArray(String[]::new));
  }

  private String trained(String file, String... more) throws IOException {
    CommandRun run = train(file, more);
    assertThat(run.code()).as(run.err()).isZero();
    return run.out();
  }

  private void assertRefused(CommandRun run, int code, String... inMessage) {
    assertThat(run.err()).startsWith("prose: " + config).contains(inMessage);
    assertThat(run.code()).isEqualTo(code);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().chars().filter(unit -> unit != '\n')).noneMatch(Character::isISOControl);
  }

  @Test
  void theCommandLineGoesBeforeTheFileAndTheFileBeforeTheDefaults() throws IOException {
    String more = Files.writeString(folder.resolve("more.txt"), "Ein Käse.\n").toString();
    String file =
        "# Zwei Texte, UTF-8\ndata.1 = %s\ndata.2 = %s\nmax-iters = 30\nseed: 7\nstop.1 = \\n\n"
            .formatted(text, more);
    assertThat(trained(file, "--seed", "8"))
        .contains("corpus      text.txt + more.txt, 850 characters\n")
        .contains("30 iterations of 32 windows of 8 characters, seed 8\n")
        .contains("learning rate 0.001,");
    assertThat(trained(file, "--data", text)).contains("text.txt, 840 characters", "seed 7\n");
  }

  @Test
  void aVariableInAValueIsText() throws IOException {
    String odd = "${sys:user.home}.txt";
    Files.copy(Path.of(text), folder.resolve(odd));
    assertThat(trained("max-iters = 1\ndata.1 = %s/%s\n".formatted(folder, odd)))
        .contains("corpus      " + odd + ",");
  }

  /** Properties keep the blanks after a value. */
  @Test
  void blanksAfterAValueAreOfTextsAlone() throws IOException {
    assertThat(trained("max-iters = 3 \nlearning-rate=0.5\t\nfit = gradient \n", "--data", text))
        .contains("3 iterations of", "learning rate 0.5,");
    Files.writeString(config, "out-dir = %s\nprompt = A rose \nmax-new-tokens = 0 ".formatted(out));
    assertThat(CommandRun.of("generate", "--config", config.toString()).out())
        .isEqualTo("A rose \n");
    assertThat(trained("model = ngram \nmemory = 64M \nmin-count = 1,2 \n", "--data", text))
        .contains("n-grams");
  }

  @Test
  void theFileGoesBeforeWhatAResumedRunHad() throws IOException {
    trained("data=" + text + "\nmax-iters=20\nlearning-rate=0.02\nweight-decay=0.5\nstop.1=a\n");
    assertThat(
            trained(
                "max-iters=40\nlearning-rate=0.03", "--init-from=resume", "--learning-rate=0.04"))
        .contains("text.txt, 840 characters", "--max-iters was 20 and is 40")
        .contains("learning rate 0.04, β 0.9 and 0.999, ε 1e-8, weight decay 0.5\n")
        .contains("\n       40 ")
        .doesNotContain("\n        0 ");
    assertThat(Files.readString(Path.of(out, "checkpoint-40", "training_state.json")))
        .as("the options that had effect are kept")
        .contains("\"learning-rate\"", "\"0.04\"")
        .doesNotContain("\"config\"");
  }

  @Test
  void whatTheCommandLineMakesMeaninglessIsLeftOut() throws IOException {
    assertThat(trained("alpha=3\nfit=counts\n", "--data", text)).contains("α = 3\n");
    assertThat(trained("max-iters = 20", "--data", text, "--fit", "counts")).contains("α = 1\n");
    assertThat(trained("alpha=3\nfit=counts\n", "--data", text, "--fit=gradient"))
        .contains("AdamW");
  }

  @Test
  void whatTheFileItselfMakesMeaninglessIsRefused() throws IOException {
    assertRefused(
        train("fit=counts\nmax-iters=3", "--data", text),
        2,
        ": --max-iters has no effect with --fit counts");
    assertRefused(
        train("alpha=3", "--data", text), 2, ": --alpha has no effect without --fit counts");
    assertThat(train("fit=counts", "--data", text, "--max-iters", "3").err())
        .startsWith("prose: --max-iters has no effect with --fit counts: leave it out\n")
        .contains("What the command line leaves open comes from " + config);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "lerning-rate = 1 | lerning-rate = 1: prose train has no such option. Did you mean learning-rate?",
        "--max-iters = 1 | --max-iters = 1: prose train has no such option. Did you mean max-iters?",
        "max-iters.1 = 1 | Did you mean max-iters?",
        "a\\u001bb = \\u0007 | a\\u{1B}b = \\u{7}: prose train has no such option",
        "max-iters = 3x | '--max-iters': '3x' is not a whole number",
        "fit = klingon | expected one of gradient, counts, but was 'klingon'",
        "seed = \\u001b[2J | '\\u{1B}[2J' is not a whole number",
        "help = true | help has no place in a file: give --help at the command line",
        "stacktrace = true | stacktrace has no place in a file",
        "config = a | config has no place in a file",
        "init-from = resume | init-from has no place in a file: give --init-from at the command line",
        "data.2 = plays | has data.2 and no data.1: number them from 1 on",
        "data = plays;data.1 = plays | has both data and data.1: number all of them",
        "seed = 1;seed = 2 | seed is there twice",
        "out-dir = C:\\users | A backslash is written twice: \\\\",
      })
  void aWrongKeyOrValueIsExplained(String lines, String message) throws IOException {
    assertRefused(train(lines.replace(';', '\n')), 2, message, "Try 'prose train --help'.");
  }

  @Test
  void aValueThatTheOptionsRefuseIsTracedToTheFile() throws IOException {
    CommandRun run = train("batch-size = 0", "--data", text);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("prose: batch size must be at least 1, but is 0\n")
        .contains("What the command line leaves open comes from " + config);
  }

  @Test
  void aFileThatCannotBeReadIsExplained() throws IOException {
    Files.write(config, "seed = 1 # Käse".getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(CommandRun.of("train", "--config", config.toString()), 65, "is not UTF-8");
    Files.delete(config);
    assertRefused(CommandRun.of("train", "--config", config.toString()), 66, ": no such file");
    Files.createDirectory(config);
    assertRefused(CommandRun.of("train", "--config", config.toString()), 74, ": is a folder");
  }

  @Test
  void generateTakesAFileToo() throws IOException {
    trained("\uFEFFmax-iters=1\nmax-new-tokens=0", "--data", text);
    Files.writeString(config, "out-dir = %s\nprompt = A rose\nmax-new-tokens = 9\n".formatted(out));
    assertThat(CommandRun.of("generate", "--config", config.toString()).out())
        .startsWith("A rose")
        .hasSize(6 + 9 + 1);
  }
}
