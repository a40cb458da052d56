package dev.prose.corpora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.prose.text.Corpus;
import dev.prose.text.InvalidDataException;
import dev.prose.text.InvalidTextException;
import dev.prose.text.OnMalformed;
import dev.prose.text.TextDecoder;
import dev.prose.text.TextLayout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusLoaderTest {
  @TempDir Path folder;
  private final Notes notes = new Notes();
  private Charset charset = StandardCharsets.UTF_8;
  private OnMalformed onMalformed = OnMalformed.ERROR;
  private TextLayout layout = TextLayout.RUNNING;
  private InputStream stdin = InputStream.nullInputStream();
  private FakeCorpus tiny = new FakeCorpus("tinyshakespeare", "tiny\n");

  private CorpusLoader loader() {
    Corpora corpora =
        new Corpora(
            List.of(tiny, new FakeCorpus("plays", "plays\n"), new FakeCorpus("other", "ö")));
    return new CorpusLoader(
        new SourceResolver(corpora, folder),
        new TextDecoder(charset, onMalformed, layout),
        stdin,
        new Download(Map.of(), Timeouts.DEFAULT));
  }

  private Corpus load(String... given) throws IOException {
    return loader().load(List.of(given), notes);
  }

  private AbstractThrowableAssert<?, ?> assertFails(String... given) {
    return assertThatThrownBy(() -> load(given));
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.toAbsolutePath().getParent());
    return Files.writeString(file, text);
  }

  @Test
  void eachKindOfSourceHasItsNameAndText() throws IOException {
    write("a/b.txt", "file");
    stdin = new ByteArrayInputStream("input".getBytes(StandardCharsets.UTF_8));
    assertThat(load("plays")).isEqualTo(Corpus.of("plays", "plays\n"));
    assertThat(load("a/b.txt")).isEqualTo(Corpus.of("b.txt", "file"));
    assertThat(load("a")).isEqualTo(Corpus.of("a", "file"));
    assertThat(load("a/.")).isEqualTo(Corpus.of("a", "file"));
    assertThat(load("-")).isEqualTo(Corpus.of("stdin", "input"));
    try (FakeServer server = new FakeServer().ok("/c.txt", "web")) {
      String url = server.url("/c.txt").toString();
      assertThat(load(url)).isEqualTo(Corpus.of(url, "web"));
      load(url);
      assertThat(server.requests).hasSize(2);
      assertThat(notes.progress).contains(url + " 3/3");
    }
    assertThat(notes.notices).isEmpty();
  }

  @Test
  void severalAreJoinedAsTheyAre() throws IOException {
    write("a.txt", "a");
    write("b.txt", "\uFEFFb\r\n");
    write("empty.txt", "");
    assertThat(load("b.txt", "other", "a.txt"))
        .isEqualTo(
            new Corpus(
                "b.txt + other + a.txt", "b\r\nöa", Corpus.of("", "\uFEFFb\r\nöa").sha256()));
    assertThat(notes.notices)
        .containsExactly("The byte-order mark at the start of b.txt is left out");
    assertThat(load("empty.txt", "a.txt", "a.txt", "plays", "a.txt"))
        .isEqualTo(Corpus.of("empty.txt + 4 more", "aaplays\na"));
  }

  @Test
  void encodingHoldsForFilesAndNotForNamedCorpora() throws IOException {
    charset = StandardCharsets.ISO_8859_1;
    Files.write(folder.resolve("a.txt"), new byte[] {(byte) 0xE4});
    assertThat(load("a.txt", "other").text()).isEqualTo("äö");
    charset = StandardCharsets.UTF_8;
    assertFails("a.txt").isInstanceOf(InvalidDataException.class).hasMessageContaining("a.txt is");
    onMalformed = OnMalformed.REPLACE;
    assertThat(load("a.txt").text()).isEqualTo("\uFFFD");
  }

  @Test
  void aFolderIsReadWholeInAnOrderThatNeverChanges() throws IOException {
    write("d/b/z.txt", "4");
    write("d/b.txt", "3");
    write("d/a.txt", "2");
    write("d/B.txt", "1");
    write("d/ä.txt", "5");
    write("d/.hidden", "no");
    write("d/.git/x", "no");
    assertThat(load("d").text()).isEqualTo("12345");
  }

  @Test
  void aFolderMayHaveLinksEvenInCircles() throws IOException {
    write("elsewhere/x.txt", "x");
    write("d/a.txt", "a");
    Files.createSymbolicLink(folder.resolve("d/up"), folder.resolve("d"));
    Files.createSymbolicLink(folder.resolve("d/x"), folder.resolve("elsewhere"));
    Files.createSymbolicLink(folder.resolve("d/gone"), folder.resolve("nothing"));
    assertThat(load("d").text()).isEqualTo("ax");
    assertThat(notes.notices).singleElement().asString().contains("gone is left out");
  }

  @Test
  void whatHasNoTextIsRefusedByTheNameItWasGiven() throws IOException {
    write("a/empty.txt", "");
    write("a/marked.txt", "\uFEFF");
    Files.createDirectories(folder.resolve("d/.hidden"));
    assertFails("a/empty.txt")
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("a/empty.txt is empty");
    assertFails("a/marked.txt").hasMessage("a/marked.txt is empty");
    assertFails("-").hasMessage("stdin is empty");
    assertFails("d")
        .isInstanceOf(InvalidDataException.class)
        .hasMessageStartingWith("The folder d has no files");
  }

  @Test
  void aNameThatMeansNothingIsToldWithWhatThereIs() {
    assertFails("tinyshakespear")
        .isInstanceOf(SourceNotFoundException.class)
        .hasMessage(
            "There is no file or corpus \"tinyshakespear\". Did you mean tinyshakespeare?"
                + " The corpora are: other, plays, tinyshakespeare");
    assertFails("-", "input.txt")
        .hasMessage(
            "There is no file or corpus \"input.txt\"."
                + " The corpora are: other, plays, tinyshakespeare");
    assertFails("").isInstanceOf(SourceNotFoundException.class).hasMessageContaining("empty");
    assertFails("a\0b").hasMessageContaining("cannot be a file's name");
    assertFails("ftp://a.org/x").hasMessageContaining("must begin with http:// or https://");
    assertFails("http:///x").hasMessageContaining("is not a URL");
  }

  @Test
  void aCorpusWinsOverAFileOfItsNameAndThatIsSaid() throws IOException {
    write("plays", "file");
    assertThat(load("plays").text()).isEqualTo("plays\n");
    assertThat(notes.notices)
        .containsExactly("plays is taken for the corpus of that name; write ./plays for the file");
    assertThat(load("./plays").text()).isEqualTo("file");
  }

  @Test
  void whatCannotBeReadIsSaidPlainly() throws IOException {
    Path secret = write("d/secret.txt", "x");
    assumeThat(secret.toFile().setReadable(false)).isTrue();
    assumeThat(Files.isReadable(secret)).as("root reads everything").isFalse();
    assertFails("d/secret.txt").hasMessage("Cannot read d/secret.txt: permission denied");
    assertFails("d").hasMessage("Cannot read " + secret + ": permission denied");
  }

  @Test
  void theDefaultIsTinyShakespeareOrElseThePlays() throws IOException {
    assertThat(loader().loadDefault(notes).name()).isEqualTo("tinyshakespeare");
    assertThat(notes.notices).isEmpty();

    tiny = new FakeCorpus("tinyshakespeare", "");
    assertThat(loader().loadDefault(notes).name()).isEqualTo("plays");
    assertThat(notes.notices)
        .containsExactly(
            "tinyshakespeare could not be downloaded (unknown host far.invalid):"
                + " using the built-in plays instead");
    assertFails("tinyshakespeare").isInstanceOf(DownloadException.class);
  }

  @Test
  void aLineOfAListDoesNotContinueInTheNextFile() throws IOException {
    layout = TextLayout.LINES;
    write("d/a.txt", "ann\r\nbob");
    write("d/b.txt", "");
    write("d/c.txt", "cy\r");
    write("d/d.txt", "\uFEFFdee");
    stdin = new ByteArrayInputStream("\rfay".getBytes(StandardCharsets.UTF_8));
    assertThat(load("d", "other", "-").text()).isEqualTo("ann\nbob\ncy\ndee\nö\n\nfay");
    tiny = new FakeCorpus("tinyshakespeare", "a\r\nb");
    assertThat(load("tinyshakespeare").text()).isEqualTo("a\nb");
    layout = TextLayout.RUNNING;
    assertThat(load("d").text()).isEqualTo("ann\r\nbobcy\rdee");
  }

  @Test
  void whatGzipPackedIsReadWhateverItsName() throws IOException {
    Files.write(folder.resolve("a.txt"), Packed.gzip("A rose"));
    assertThat(load("a.txt")).isEqualTo(Corpus.of("a.txt", "A rose"));
    stdin = new ByteArrayInputStream(Packed.gzip("input"));
    assertThat(load("-", "a.txt")).isEqualTo(Corpus.of("stdin + a.txt", "inputA rose"));
    String sent = new String(Packed.gzip("web"), StandardCharsets.ISO_8859_1);
    try (FakeServer server = new FakeServer().ok("/c.gz", sent)) {
      assertThat(load(server.url("/c.gz").toString()).text()).isEqualTo("web");
    }
    Files.write(folder.resolve("empty.gz"), Packed.gzip(""));
    assertFails("empty.gz").hasMessage("empty.gz is empty");
  }

  @Test
  void ofAFolderOnlyWhatIsTextIsRead() throws IOException {
    write("d/a.txt", "a");
    Files.write(folder.resolve("d/b.gz"), Packed.gzip("b"));
    write("d/c.pdf", "%PDF-1.7");
    Files.write(folder.resolve("d/d.gz"), Packed.gzip("%PDF-1.7"));
    Files.write(folder.resolve("d/e.gz"), Packed.gzip("e\0"));
    Files.write(folder.resolve("d/f.txt"), "f".getBytes(StandardCharsets.UTF_16LE));
    assertThat(load("d")).isEqualTo(Corpus.of("d", "ab"));
    String pdf = " is left out: it is no text (it is a PDF document)";
    String zero = " is left out: it is no text (it has bytes of value 0)";
    assertThat(notes.notices)
        .containsExactly(
            folder.resolve("d/c.pdf") + pdf,
            folder.resolve("d/d.gz") + pdf,
            folder.resolve("d/e.gz") + zero,
            folder.resolve("d/f.txt") + zero);
    Files.write(folder.resolve("d/b.gz"), Arrays.copyOf(Packed.gzip("b"), 15));
    assertFails("d")
        .isInstanceOf(InvalidTextException.class)
        .hasMessageContaining("b.gz cannot be unpacked by gzip: it is cut off");
  }
}
