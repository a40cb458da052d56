package dev.prose.corpora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.prose.text.CharacterReader;
import dev.prose.text.Corpus;
import dev.prose.text.OnMalformed;
import dev.prose.text.StreamedCorpus;
import dev.prose.text.TextDecoder;
import dev.prose.text.TextLayout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is streamed is what is loaded. */
class StreamedSourcesTest {
  @TempDir private Path folder;
  @TempDir private Path temporaryFolder;
  private Charset charset = StandardCharsets.UTF_8;
  private TextLayout layout = TextLayout.RUNNING;
  private byte[] stdin = "input".getBytes(StandardCharsets.UTF_8);

  @BeforeEach
  void write() throws IOException {
    write("a.txt", "\uFEFFä\r\n");
    write("b.txt", "漢😀");
    write("d/2.txt", "2");
    write("d/1/x.txt", "\uFEFF1");
    write("d/binary", "a\0b");
    write("d/.hidden", "no");
    write("empty/empty.txt", "");
    write("packed/c.pdf", "%PDF-1.7");
    write("packed/d.txt", "d\r\ne");
    Files.write(folder.resolve("packed/a.txt"), Packed.gzip("\uFEFFa\r\n漢"));
    Files.write(folder.resolve("packed/b.gz"), Packed.gzip("\0"));
    Files.write(folder.resolve("packed/e.gz"), Packed.gzip("%PDF-1.7"));
    Files.createDirectories(folder.resolve("nothing"));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text);
  }

  private CorpusLoader loader() {
    Corpora corpora = new Corpora(List.of(new FakeCorpus("other", "ö")));
    return new CorpusLoader(
        new SourceResolver(corpora, folder),
        new TextDecoder(charset, OnMalformed.ERROR, layout),
        new ByteArrayInputStream(stdin),
        new Download(Map.of(), Timeouts.DEFAULT));
  }

  private Corpus stream(Notes notes, String... given) throws IOException {
    try (StreamedCorpus streamed = loader().stream(List.of(given), temporaryFolder, notes);
        CharacterReader reader = streamed.read(notes)) {
      StringBuilder text = new StringBuilder();
      for (int count = reader.next(); count > 0; count = reader.next()) {
        text.append(new String(reader.chunk(), 0, count));
      }
      return new Corpus(streamed.name(), text.toString(), reader.sha256());
    } finally {
      assertThat(temporaryFolder).isEmptyDirectory();
    }
  }

  private void assertSame(String... given) throws IOException {
    Notes expectedNotes = new Notes();
    Notes notes = new Notes();
    Corpus expected = loader().load(List.of(given), expectedNotes);
    assertThat(stream(notes, given)).isEqualTo(expected);
    assertThat(notes.notices).containsExactlyInAnyOrderElementsOf(expectedNotes.notices);
  }

  @Test
  void eachKindOfSourceIsTheSameEitherWay() throws IOException {
    assertSame("a.txt");
    assertSame("a.txt", "b.txt", "a.txt", "other", "d");
    assertSame("d");
    assertSame("-");
    assertSame("-", "d", "empty");
    assertSame("other");
    assertSame("packed");
    assertSame("packed/a.txt", "b.txt");
    stdin = Packed.gzip("input");
    assertSame("-", "d");
    layout = TextLayout.LINES;
    assertSame("a.txt", "b.txt", "a.txt", "other", "empty", "packed", "d", "-");
    assertSame("other");
    layout = TextLayout.RUNNING;
    try (FakeServer server = new FakeServer().ok("/c.txt", "web")) {
      assertSame(server.url("/c.txt").toString(), "b.txt");
    }
    charset = StandardCharsets.UTF_16LE;
    stdin = "é".getBytes(charset);
    assertSame("-", "other");
    charset = StandardCharsets.ISO_8859_1;
    assertSame("a.txt", "other");
  }

  @Test
  void aTextCanBeReadMoreThanOnce() throws IOException {
    Notes notes = new Notes();
    try (StreamedCorpus streamed = loader().stream(List.of("-", "b.txt"), temporaryFolder, notes)) {
      for (int time = 0; time < 2; time++) {
        try (CharacterReader reader = streamed.read(notes)) {
          assertThat(reader.next()).isPositive();
        }
      }
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aPipeIsCopied() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertThat(loader().size(List.of("pipe", "b.txt"))).isEmpty();
    Thread writer = Thread.ofVirtual().start(() -> assertDoesNotThrow(() -> write("pipe", "a")));
    assertThat(stream(new Notes(), "pipe", "b.txt")).isEqualTo(Corpus.of("pipe + b.txt", "a漢😀"));
    writer.join();
  }

  @Test
  void sizesAreThoseOfTheFiles() throws IOException {
    assertThat(loader().size(List.of("a.txt", "b.txt", "other"))).hasValue(7 + 7);
    assertThat(loader().size(List.of("d"))).hasValue(1 + 4 + 3);
    Files.write(folder.resolve("large.gz"), Packed.gzip("a".repeat(100_000)));
    assertThat(loader().size(List.of("a.txt", "large.gz"))).hasValue(7 + 100_000);
    assertThat(loader().size(List.of("packed"))).hasValue(9 + 1 + 8 + 4 + 8);
    assertThat(loader().size(List.of("a.txt", "-"))).isEmpty();
    assertThat(loader().size(List.of("http://far.invalid/"))).isEmpty();
    assertThatThrownBy(() -> loader().size(List.of("a.tx")))
        .isInstanceOf(SourceNotFoundException.class);
  }

  @Test
  void failuresAreSaidAsForOneInMemory() throws IOException {
    Files.write(folder.resolve("bad.txt"), new byte[] {'x', (byte) 0xFF});
    Files.write(folder.resolve("cut.gz"), Arrays.copyOf(Packed.gzip("x"), 15));
    Files.writeString(folder.resolve("wide.txt"), "wide", StandardCharsets.UTF_16LE);
    Files.writeString(folder.resolve("pdf.txt"), "%PDF-1.7");
    for (String[] given :
        new String[][] {
          {"bad.txt"},
          {"-", "nothing"},
          {"b.txt", "gone"},
          {"cut.gz"},
          {"wide.txt", "b.txt"},
          {"b.txt", "pdf.txt"}
        }) {
      Notes notes = new Notes();
      Throwable expected = catchThrowable(() -> loader().load(List.of(given), notes));
      assertThatThrownBy(() -> stream(notes, given))
          .isInstanceOf(expected.getClass())
          .hasMessage(expected.getMessage());
    }
    assertThatThrownBy(() -> loader().stream(List.of("-"), folder.resolve("gone"), new Notes()))
        .hasMessageContaining("there is no such folder for temporary files");
  }
}
