package dev.prose.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees of the texts that they bring. */
class TextSourcesTest {
  private static final String ROSE = "A rose is a rose is a rose.\n".repeat(30);

  @TempDir private Path folder;

  private CommandRun run(String... arguments) {
    return new CommandRun.Setting().workingFolder(folder).run(arguments);
  }

  private CommandRun train(String data, String... more) {
    String[] arguments = {"train", "--data", data, "--out-dir", folder.resolve("out").toString()};
    return run(Stream.of(arguments, more).flatMap(Arrays::stream).toArray(String[]::new));
  }

  private CommandRun trainNGrams(String data, String... more) {
    String[] arguments = {"--model", "ngram", "--order", "2"};
    return train(data, Stream.of(arguments, more).flatMap(Arrays::stream).toArray(String[]::new));
  }

  private void write(String name, String text, Charset charset) throws IOException {
    Files.writeString(folder.resolve(name), text, charset);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  private static String line(CommandRun run, String label) {
    assertThat(run.code()).as(run.err()).isZero();
    return run.out().lines().filter(line -> line.startsWith(label)).findFirst().orElseThrow();
  }

  private static void assertFails(CommandRun run, int code, String message) {
    assertThat(run.err()).isEqualTo("prose: " + message + "\n");
    assertThat(run.code()).isEqualTo(code);
  }

  @Test
  void aPackedTextIsTheSameText() throws IOException {
    write("a.txt", ROSE, StandardCharsets.UTF_8);
    Files.write(folder.resolve("a.txt.gz"), gzip(ROSE));
    String sha256 = line(train("a.txt", "--fit", "counts"), "SHA-256");
    assertThat(line(train("a.txt.gz", "--fit", "counts"), "SHA-256")).isEqualTo(sha256);
    CommandRun streamed = trainNGrams("a.txt.gz", "--memory", "1K");
    assertThat(line(streamed, "SHA-256")).isEqualTo(sha256);
    assertThat(line(streamed, "corpus")).contains("a.txt.gz, 840 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"64M", "1K"})
  void whatIsNoTextIsSaidWithWhatToDo(String memory) throws IOException {
    write("wide.txt", ROSE, StandardCharsets.UTF_16LE);
    write("marked.txt", "\uFEFF" + ROSE, StandardCharsets.UTF_16BE);
    write("a.bz2", "BZh91AY&SY\u00AE", StandardCharsets.ISO_8859_1);
    write("a.pdf", "%PDF-1.7", StandardCharsets.UTF_8);
    write("latin.txt", "Käse " + ROSE, StandardCharsets.ISO_8859_1);
    Files.write(folder.resolve("cut.gz"), Arrays.copyOf(gzip(ROSE), 20));
    Files.write(folder.resolve("empty.gz"), gzip(""));
    String[][] messages = {
      {
        "wide.txt",
        "is not UTF-8: it looks like UTF-16LE. Name its encoding, with --encoding UTF-16LE"
      },
      {
        "marked.txt",
        "is not UTF-8: it looks like UTF-16. Name its encoding, with --encoding UTF-16"
      },
      {
        "a.bz2",
        "is no plain text: it is compressed by bzip2."
            + " Unpack it first, into a file or into standard input and --data -"
      },
      {"a.pdf", "is no plain text: it is a PDF document. Save it as plain text first"},
      {
        "latin.txt",
        "is not valid UTF-8: malformed input (E4) at byte offset 1."
            + " Name its encoding with --encoding, or go on with --on-malformed=replace, or,"
            + " where tokens are bytes, words or subwords, with --on-malformed=keep"
      },
      {
        "cut.gz",
        "cannot be unpacked by gzip: it is cut off at byte offset 20. Copy or download it again"
      },
      {"empty.gz", "is empty. Name another text with --data"},
    };
    for (String[] message : messages) {
      assertFails(trainNGrams(message[0], "--memory", memory), 65, message[0] + " " + message[1]);
    }
  }

  @Test
  void aListHasItsLinesFromEachFileAndWhateverEndsThem() throws IOException {
    Files.createDirectories(folder.resolve("d"));
    write("d/a.txt", "ann\r\nbob\r\n".repeat(9) + "cy", StandardCharsets.UTF_8);
    write("d/b.txt", "dee\rfay\r".repeat(9), StandardCharsets.UTF_8);
    for (String memory : new String[] {"64M", "1K"}) {
      CommandRun run = trainNGrams("d", "--lines", "--memory", memory);
      assertThat(line(run, "corpus")).contains("d, 147 characters");
      assertThat(line(run, "vocabulary")).contains("10 symbols");
      assertThat(run.err()).isEmpty();
    }
    CommandRun evaluation =
        run("evaluate", "--data", "d", "--out-dir", folder.resolve("out").toString());
    assertThat(line(evaluation, "corpus")).as("as it was learned").contains("147 characters");
    assertThat(line(train("d", "--model", "mixture", "--lines"), "vocabulary"))
        .contains("10 symbols");
  }

  @Test
  void elsewhereCarriageReturnsStayAndAreSaid() throws IOException {
    write("a.txt", "A rose\n" + ROSE.replace("\n", "\r\n"), StandardCharsets.UTF_8);
    String notice =
        "prose: The line ends of a.txt stay as they are: 30 CRLF, 1 LF."
            + " The first carriage return ends line 2\n";
    for (CommandRun run :
        new CommandRun[] {
          train("a.txt", "--max-iters", "1"),
          train("a.txt", "--fit", "counts"),
          train("a.txt", "--model", "mixture"),
          trainNGrams("a.txt"),
          trainNGrams("a.txt", "--memory", "1K")
        }) {
      assertThat(line(run, "corpus")).contains("877 characters");
      assertThat(run.err()).isEqualTo(notice);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLinkThatLeadsNowhereIsCalledOne() throws IOException {
    write("a.txt", ROSE, StandardCharsets.UTF_8);
    Path link = Files.createSymbolicLink(folder.resolve("out"), folder.resolve("gone"));
    assertFails(train("a.txt"), 74, link + ": is a symbolic link to something that is not there");
    assertThat(link.resolveSibling("gone")).doesNotExist();
    Files.createDirectory(folder.resolve("gone"));
    assertThat(train("a.txt", "--fit", "counts").code()).isZero();
  }

  @Test
  void aNameThatARunBroughtIsSaidToBeTheRuns() throws IOException {
    write("a.txt", ROSE, StandardCharsets.UTF_8);
    assertThat(train("a.txt", "--max-iters", "1").code()).isZero();
    Path out = folder.resolve("out");
    String[] resume = {"train", "--init-from", "resume", "--out-dir", out.toString()};
    CommandRun elsewhere =
        new CommandRun.Setting()
            .workingFolder(Files.createDirectory(folder.resolve("elsewhere")))
            .run(resume);
    assertThat(elsewhere.code()).isEqualTo(66);
    assertThat(elsewhere.err())
        .startsWith("prose: There is no file or corpus \"a.txt\".")
        .endsWith(
            ". The name is from the run in %s, and a relative one is looked for where prose is started: go there, or name the text with --data\n"
                .formatted(out));
    assertThat(run(resume).code()).isZero();
    assertThat(train("b.txt").err()).doesNotContain("The name is from");
  }

  @Test
  void aReplacedCharacterCountsInItsOwnBytes() throws IOException {
    write("a.txt", ROSE, StandardCharsets.UTF_8);
    write("b.txt", "漢A r漢😀e", StandardCharsets.UTF_8);
    assertThat(train("a.txt", "--fit", "counts").code()).isZero();
    CommandRun evaluation =
        run(
            "evaluate",
            "--data",
            "b.txt",
            "--on-unknown",
            "replace",
            "--out-dir",
            folder.resolve("out").toString());
    assertThat(line(evaluation, "predicted")).contains("6 tokens: 6 characters, 11 bytes");
    CommandRun part =
        run(
            "evaluate",
            "--data",
            "b.txt",
            "--split",
            "validation",
            "--train-fraction",
            "0.5",
            "--on-unknown",
            "replace",
            "--out-dir",
            folder.resolve("out").toString());
    assertThat(line(part, "predicted")).contains("characters, 8 bytes");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whatIsNoFileIsReadToo() throws Exception {
    assertFails(train("/dev/null"), 65, "/dev/null is empty. Name another text with --data");
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    byte[] packed = gzip(ROSE);
    Thread writer =
        Thread.ofVirtual()
            .start(() -> {
              try {
                Files.write(pipe, packed);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    assertThat(line(train("pipe", "--fit", "counts"), "corpus")).contains("840 characters");
    writer.join();
  }

  @Test
  void zerosAndHalfPairsInATextAreItsOwnBusiness() throws IOException {
    write("zero.txt", ROSE + "\0" + ROSE, StandardCharsets.UTF_8);
    assertThat(line(train("zero.txt", "--fit", "counts"), "corpus")).contains("1,681 characters");
    Files.write(
        folder.resolve("half.txt"), new byte[] {'a', (byte) 0xED, (byte) 0xA0, (byte) 0xBD});
    assertThat(train("half.txt").err())
        .startsWith(
            "prose: half.txt is not valid UTF-8: malformed input (ED A0 BD) at byte offset 1. ");
  }
}
