package dev.prose.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.cli.output.Console;
import dev.prose.cli.output.TextOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person sees whose command goes wrong: messages and exit codes. */
class MistakesTest extends ShortTextFixture {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train --lerning-rate 1 | Unknown option | --learning-rate",
        "trian | Unmatched argument | train",
        "train --batch-size 0 | batch size must be at least 1, but is 0 | --help",
        "train --batch-size x | is not a whole number | --help",
        "train --batch-size 5000000000 | is not from -2,147,483,648 to 2,147,483,647 | --help",
        "train --data a.txt --mdoel ngram | Unknown options | --help",
        "train a.txt | Unmatched argument at index 1 | named with --data",
        "train --learning-rate -1 | learning rate must be finite and above 0, but is -1.0 | --help",
        "train --train-fraction 1.5 | must be above 0 and at most 1, but is 1.5 | --help",
        "train --fit counts --alpha -1 | alpha must be from 0 to | --help",
        "train --encoding klingon | no encoding known here | UTF-8",
        "train --on-malformed ignore | ignore | --help",
        "generate --top-p 2 | top-p must be above 0 and at most 1, but is 2.0 | --help",
        "generate --temperature -1 | temperature must be finite and 0 or more, but is -1.0 | --help",
        "generate --num-samples 0 | at least 1, but is 0 | --help",
        "inspect --data plays --after q | leave one of them out | --help",
        "inspect --data plays --out-dir x | leave one of them out | --help",
        "inspect --data plays --plot t.png | leave one of them out | --help",
        "inspect --data plays --verify | leave one of them out | --help",
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
    assertFails(
        CommandRun.of("inspect", "--verify", "--out-dir", out),
        65,
        "model.safetensors: has 3 bytes");
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
