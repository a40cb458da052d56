package dev.prose.corpora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.prose.text.Corpus;
import dev.prose.text.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The text that everybody has is the one whose checksums are pinned. Skipped without the text. */
class TinyShakespeareTest {
  private static final Path SHARED = Path.of("..", "..", "shared", "data", "tinyshakespeare.txt");

  @Test
  void theTextInTheCacheIsAcceptedAsItIs(@TempDir Path folder) throws IOException {
    assumeTrue(Files.exists(SHARED), "tinyshakespeare.txt is not at hand");
    Files.copy(SHARED, folder.resolve("tinyshakespeare.txt"));
    Notes notes = new Notes();
    Download none = new Download(Map.of(), Timeouts.DEFAULT);
    CachedDownload cached =
        TinyShakespeare.cachedIn(Optional.of(folder), URI.create("http://localhost:1/"), none);
    Corpus corpus = new TinyShakespeare(cached).load(notes);
    assertThat(corpus.length()).isEqualTo(1_115_394);
    assertThat(corpus.sha256()).isEqualTo(Sha256.of(Files.readAllBytes(SHARED)));
  }
}
