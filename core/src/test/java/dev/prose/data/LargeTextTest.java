package dev.prose.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.text.Corpus;
import dev.prose.text.LoadListener;
import dev.prose.text.OnMalformed;
import dev.prose.text.Sha256;
import dev.prose.text.StreamedCorpus;
import dev.prose.text.TextDecoder;
import dev.prose.text.TextPart;
import dev.prose.token.chars.CharTokenization;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A text of five times the size of the heap, read by a JVM that has no more. */
class LargeTextTest {
  private static final int HEAP_MB = 32;
  private static final int TIMES = 1000;
  private static final String PASSAGE = "It is a tale, told by an idiot é漢😀\r\n".repeat(4000);
  private static final int CHUNK = 1 << 12; // tokens

  @TempDir private Path folder;

  /** Prints length, SHA-256, and the sum of all ids. */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    TextDecoder decoder = new TextDecoder(StandardCharsets.UTF_8, OnMalformed.ERROR);
    TextPart part = new TextPart("large.txt", decoder, () -> Files.newInputStream(file));
    StreamedCorpus corpus = new StreamedCorpus("large.txt", "large.txt", List.of(part));
    Path temporaryFolder = Path.of(arguments[1]);
    try (TokenizedText text =
        new CharTokenization().tokenize(corpus, temporaryFolder, new LoadListener() {})) {
      System.out.print(text.length() + " " + text.sha256() + " " + sum(text.tokens()));
    }
  }

  private static long sum(Tokens tokens) {
    long sum = 0;
    int[] chunk = new int[CHUNK];
    for (long from = 0; from < tokens.size(); from += CHUNK) {
      int length = (int) Math.min(CHUNK, tokens.size() - from);
      tokens.copyTo(from, chunk, 0, length);
      for (int i = 0; i < length; i++) {
        sum += chunk[i];
      }
    }
    return sum;
  }

  @Test
  void itIsReadInAHeapThatCouldNotHoldIt() throws Exception {
    byte[] passage = PASSAGE.getBytes(StandardCharsets.UTF_8);
    assertThat((long) passage.length * TIMES).isGreaterThan(5 * ((long) HEAP_MB << 20));
    Sha256 sha256 = new Sha256();
    Path file = folder.resolve("large.txt");
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int time = 0; time < TIMES; time++) {
        out.write(passage);
        sha256.update(passage);
      }
    }
    Path temporaryFolder = Files.createDirectory(folder.resolve("temporary"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx" + HEAP_MB + "m",
                "-cp",
                System.getProperty("java.class.path"),
                LargeTextTest.class.getName(),
                file.toString(),
                temporaryFolder.toString())
            .redirectErrorStream(true)
            .start();
    String printed = process.inputReader(StandardCharsets.UTF_8).readAllAsString();
    assertThat(process.waitFor()).as(printed).isZero();

    TokenizedText once = new CharTokenization().tokenize(Corpus.of("passage", PASSAGE));
    assertThat(printed)
        .endsWith(once.length() * TIMES + " " + sha256.toHex() + " " + sum(once.tokens()) * TIMES);
    assertThat(temporaryFolder).isEmptyDirectory();
  }
}
