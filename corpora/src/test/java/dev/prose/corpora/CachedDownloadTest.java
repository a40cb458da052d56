package dev.prose.corpora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.text.Corpus;
import dev.prose.text.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CachedDownloadTest {
  private static final String TEXT = "To be, or not to be\n";
  private static final String GOOD = "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n" + TEXT;

  @TempDir Path temporary;
  private final FakeServer server;
  private final Notes notes = new Notes();

  CachedDownloadTest() throws IOException {
    server = new FakeServer();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Path folder() {
    return temporary.resolve("cache").resolve("prose");
  }

  private TinyShakespeare corpus(Path folder) {
    String sha256 = Sha256.of(TEXT.getBytes(StandardCharsets.UTF_8));
    Download download =
        new Download(Map.of(), new Timeouts(Duration.ofSeconds(5), Duration.ofMillis(250)));
    CRC32 crc32 = new CRC32();
    crc32.update(TEXT.getBytes(StandardCharsets.UTF_8));
    return new TinyShakespeare(
        new CachedDownload(
            "it",
            server.url("/t"),
            sha256,
            crc32.getValue(),
            Optional.of(folder),
            "t.txt",
            download));
  }

  @Test
  void isDownloadedOnceAndThenKept() throws IOException {
    server.answer("/t", GOOD);
    Corpus first = corpus(folder()).load(notes);
    assertThat(first.text()).isEqualTo(TEXT);
    assertThat(first).isEqualTo(corpus(folder()).load(notes));
    assertThat(first.sha256()).isEqualTo(Corpus.of("it", TEXT).sha256());
    assertThat(server.requests).hasSize(1);
    assertThat(notes.notices).isEmpty();
    assertThat(folder()).isDirectoryContaining("glob:**t.txt");
    assertThat(folder().toFile().list()).containsExactly("t.txt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 404 Not Found\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nTo be, or",
        "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nTo be, or" + FakeServer.HANG,
        "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nTo be, or not to bee",
      })
  void aFailedDownloadLeavesTheCacheAsItWas(String response) throws IOException {
    server.answer("/t", response);
    assertThatThrownBy(() -> corpus(folder()).load(notes))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("use plays");
    assertThat(folder()).doesNotExist();

    Files.createDirectories(folder());
    Path damaged = Files.writeString(folder().resolve("t.txt"), "damaged");
    assertThatThrownBy(() -> corpus(folder()).load(notes)).isInstanceOf(DownloadException.class);
    assertThat(damaged).hasContent("damaged");
    assertThat(folder().toFile().list()).containsExactly("t.txt");
  }

  @Test
  void aWrongChecksumIsSpelledOut() {
    server.ok("/t", "wrong");
    assertThatThrownBy(() -> corpus(folder()).load(notes))
        .hasMessageContaining(Corpus.of("it", "wrong").sha256())
        .hasMessageContaining(Corpus.of("it", TEXT).sha256());
  }

  @Test
  void aDamagedFileIsDownloadedAgainAndThatIsSaid() throws IOException {
    Files.createDirectories(folder());
    Path file = Files.writeString(folder().resolve("t.txt"), "damaged");
    server.answer("/t", GOOD);
    assertThat(corpus(folder()).load(notes).text()).isEqualTo(TEXT);
    assertThat(notes.notices).singleElement().asString().contains(file + " is damaged");
    assertThat(file).hasContent(TEXT);
  }

  @Test
  void aCacheThatCannotBeWrittenIsReportedAndDoesNotFail() throws IOException {
    server.answer("/t", GOOD);
    Path file = Files.writeString(temporary.resolve("file"), "in the way");
    assertThat(corpus(file.resolve("prose")).load(notes).text()).isEqualTo(TEXT);
    assertThat(notes.notices).last().asString().contains("it could not be kept in " + file);
  }
}
