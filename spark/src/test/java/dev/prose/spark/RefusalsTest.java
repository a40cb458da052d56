package dev.prose.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be done is refused with a reason, and nothing is left half-written. */
class RefusalsTest {
  @TempDir private Path folder;

  private CommandRun train(String... options) throws IOException {
    return CommandRun.onSpark(3, folder.resolve("out"), options);
  }

  private static void assertRefused(CommandRun run, int code, String message) {
    assertThat(run.err()).contains(message);
    assertThat(run.code()).isEqualTo(code);
    assertThat(run.out()).isEmpty();
    assertThat(run.files()).isEmpty();
  }

  @Test
  void malformedTextIsNamedByFileAndOffset() throws IOException {
    byte[] bytes = SameAsOneMachineTest.text(9000, 1).getBytes(StandardCharsets.UTF_8);
    int at = 6000;
    while (bytes[at] < 0) {
      at++;
    }
    bytes[at] = (byte) 0xFF;
    Path good = Files.writeString(folder.resolve("good.txt"), "fine\n".repeat(999));
    Path bad = Files.write(folder.resolve("bad.txt"), bytes);
    String[] options = {"--data", good.toString(), bad.toString()};
    CommandRun run = train(options);
    assertRefused(run, 65, bad + " is not valid UTF-8: malformed input (FF) at byte offset " + at);
    assertThat(run).isEqualTo(CommandRun.here(folder.resolve("out"), options));
  }

  @Test
  void aFileThatIsNotThere() throws IOException {
    Path missing = folder.resolve("missing*.txt");
    assertRefused(train("--data", missing.toString()), 66, missing + ": no such file");
    assertRefused(
        train("--data", Files.createDirectories(folder.resolve("empty")).toString()),
        66,
        "there are no files in it");
    assertRefused(train("--data", "ftps3://nowhere/a"), 74, "ftps3");
    assertRefused(train("--data", "hdfs://no.host.invalid/a"), 74, "no.host.invalid");
    assertRefused(
        train("--data", "s3a://bucket/a"), 74, "S3AFileSystem not found. It comes in a jar");
    assertRefused(train("--data", "no:path/a"), 66, "no:path/a");
    Path colon = Files.writeString(folder.resolve("empty/a:b.txt"), "text");
    CommandRun run = train("--data", colon.getParent() + "");
    assertRefused(run, 74, "Cannot read " + colon);
  }

  @Test
  void aTextThatIsEmptyOrNoText() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.txt"), "");
    assertRefused(train("--data", empty.toString()), 65, empty + " is empty");
    Path picture =
        Files.write(
            folder.resolve("a.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    assertRefused(train("--data", picture.toString()), 65, "is no plain text: it is a PNG picture");
    Path wide = Files.write(folder.resolve("w.txt"), "wide text".getBytes(StandardCharsets.UTF_16));
    assertRefused(train("--data", wide.toString()), 65, "it looks like UTF-16");
    Path oneLine = Files.writeString(folder.resolve("line.txt"), "one line\n");
    assertRefused(train("--data", oneLine.toString(), "--lines"), 65, "is one line");
    Path noLine = Files.writeString(folder.resolve("noline.txt"), "one line");
    assertRefused(train("--data", noLine.toString(), "--lines"), 65, "has no line end");
  }

  @Test
  void aCharacterThatIsNotInTheVocabulary() throws IOException {
    Path text = Files.writeString(folder.resolve("text.txt"), "abab\n".repeat(1000) + "abXab");
    Path list = Files.writeString(folder.resolve("characters.txt"), "a\nb\n\\n\n");
    String[] options = {"--data", text.toString(), "--vocabulary", list.toString()};
    CommandRun run = train(options);
    assertThat(run.code()).isEqualTo(65);
    assertThat(run.err()).contains("'X'", "at position 5002 ");
    assertThat(run).isEqualTo(CommandRun.here(folder.resolve("out"), options));
  }

  @Test
  void whatSparkDoesNotLearn() throws IOException {
    Path text = Files.writeString(folder.resolve("text.txt"), "abab\n".repeat(100));
    assertRefused(
        train("--data", text.toString(), "--model", "mixture"),
        2,
        "on Spark name --model ngram: --model mixture is learned by one machine");
    assertRefused(train(), 2, "on Spark the text has to be named: --data");
    assertThat(train("--data", text.toString(), "--order", "0").code()).isEqualTo(2);
  }

  @Test
  void theHelpSaysWhatDiffers() throws IOException {
    CommandRun help = train("--help");
    assertThat(help.code()).isZero();
    assertThat(help.out()).startsWith("On Spark, ").contains("--smoothing");
  }

  @Test
  void aFolderThatIsAFile() throws IOException {
    Path text = Files.writeString(folder.resolve("text.txt"), "abab\n".repeat(100));
    Files.writeString(folder.resolve("out"), "mine");
    CommandRun run = train("--data", text.toString());
    assertThat(run.code()).isEqualTo(74);
    assertThat(run.err()).contains("is a file and not a folder");
    assertThat(folder.resolve("out")).hasContent("mine");
  }

  @Test
  void aModelThatIsThereStaysUntilThereIsAnother() throws IOException {
    Path text = Files.writeString(folder.resolve("text.txt"), "abab\n".repeat(100));
    CommandRun first = train("--data", text.toString(), "--order", "2");
    assertThat(first.code()).isZero();
    Path bad = Files.write(folder.resolve("bad.txt"), new byte[] {'a', (byte) 0xC0});
    CommandRun failed = train("--data", bad.toString());
    assertThat(failed.code()).isEqualTo(65);
    assertThat(failed.files()).isEqualTo(first.files());
    assertThat(train("--data", text.toString(), "--order", "3").code()).isZero();
  }
}
