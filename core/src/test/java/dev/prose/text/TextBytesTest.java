package dev.prose.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextBytesTest {
  private static final int HEAP_MB = 32;

  @TempDir private Path folder;

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] streamed(byte[] stored) throws IOException {
    try (InputStream in = TextBytes.open(new ByteArrayInputStream(stored), "file")) {
      return in.readAllBytes();
    }
  }

  private static void assertRefused(byte[] stored, String message) {
    assertThatThrownBy(() -> TextBytes.of(stored, "file"))
        .isInstanceOf(InvalidTextException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> streamed(stored))
        .isInstanceOf(InvalidTextException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4095, 4096, 4097, 100_000})
  void aTextIsItselfAndUnpackedIfItWasPacked(int length) throws IOException {
    byte[] text = latin1("x".repeat(length));
    byte[] packed = GunzipTest.gzip(text);
    assertThat(TextBytes.of(text, "file")).isSameAs(text);
    assertThat(streamed(text)).isEqualTo(text);
    assertThat(TextBytes.of(packed, "file")).isEqualTo(text);
    assertThat(streamed(packed)).isEqualTo(text);
    assertThat(TextBytes.size(Files.write(folder.resolve("a"), text), "file")).isEqualTo(length);
    assertThat(TextBytes.size(Files.write(folder.resolve("b"), packed), "file")).isEqualTo(length);
  }

  @Test
  void aFileOfAnotherKindIsRefusedForWhatItIs() throws IOException {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("a.txt"));
      out.write('a');
    }
    assertRefused(
        zip.toByteArray(),
        "file is no plain text: it is a zip archive, as .docx, .odt, .epub and .jar files are too");
    // bzip2 -c, xz -c and zstd -c of "a"
    assertRefused(
        latin1("BZh91AY&SY\u0019\u0093"), "file is no plain text: it is compressed by bzip2");
    assertRefused(latin1("\u00FD7zXZ\0\0"), "file is no plain text: it is compressed by xz");
    assertRefused(latin1("(\u00B5/\u00FD$"), "file is no plain text: it is compressed by zstd");
    byte[] tar = new byte[1024];
    System.arraycopy(latin1("a.txt"), 0, tar, 0, 5);
    System.arraycopy(latin1("ustar"), 0, tar, 257, 5);
    assertRefused(tar, "file is no plain text: it is a tar archive");
    assertRefused(
        GunzipTest.gzip(tar), "file is no plain text: unpacked by gzip, it is a tar archive");
    assertRefused(
        GunzipTest.gzip(GunzipTest.gzip(tar)),
        "file is no plain text: unpacked by gzip, it is compressed by gzip");
    assertRefused(latin1("%PDF-1.7\n"), "file is no plain text: it is a PDF document");
  }

  @Test
  void aTextThatBeginsLikeAnotherFileIsAText() {
    for (String text :
        new String[] {"BZh91AY", "PK", "%PDF", "7z archives", "Rar!", "PAR1S", "GIF", "LZIP", ""}) {
      assertThat(FileFormat.of(latin1(text))).as(text).isEmpty();
    }
  }

  /** Prints the message, out of a heap that could not hold the text. */
  public static void main(String[] arguments) throws IOException {
    byte[] bomb = Files.readAllBytes(Path.of(arguments[0]));
    try {
      System.out.print(TextBytes.of(bomb, "bomb.gz").length);
    } catch (InvalidTextException e) {
      System.out.print(e.getMessage() + " " + TextBytes.size(Path.of(arguments[0]), "bomb.gz"));
    }
  }

  @Test
  void aSmallFileWithALargeTextDoesNotFillTheMemory() throws Exception {
    Path bomb = folder.resolve("bomb.gz");
    byte[] megabyte = new byte[1 << 20];
    int megabytes = 4 * HEAP_MB;
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
      for (int i = 0; i < megabytes; i++) {
        out.write(megabyte);
      }
    }
    assertThat(Files.size(bomb)).isLessThan(1 << 18);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx" + HEAP_MB + "m",
                "-cp",
                System.getProperty("java.class.path"),
                TextBytesTest.class.getName(),
                bomb.toString())
            .redirectErrorStream(true)
            .start();
    String printed = process.inputReader(StandardCharsets.UTF_8).readAllAsString();
    assertThat(process.waitFor()).as(printed).isZero();
    assertThat(printed)
        .startsWith("bomb.gz unpacks to more than ")
        .endsWith(" bytes, the most that the memory allows " + ((long) megabytes << 20));
  }
}
