package dev.prose.corpora;

import dev.prose.text.Corpus;
import dev.prose.text.CorpusOrigin;
import dev.prose.text.CorpusProvider;
import dev.prose.text.LoadListener;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Tiny Shakespeare, 40,000 lines from the plays: the text that char-rnn, minGPT and nanoGPT use. It
 * is downloaded once, checked, and kept.
 *
 * @see <a href="https://github.com/karpathy/char-rnn">karpathy/char-rnn</a>
 */
public final class TinyShakespeare implements CorpusProvider {
  static final String NAME = "tinyshakespeare";

  private static final URI SOURCE =
      URI.create(
          "https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/input.txt");

  private static final String FILE = NAME + ".txt";

  private static final String SHA_256 =
      "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed";

  private static final long CRC_32 = 0xDF613551L;

  private final CachedDownload download;

  /** The corpus in the user's cache folder. */
  public TinyShakespeare() {
    this(cachedIn(CacheFolder.standard(), SOURCE, Download.standard()));
  }

  static CachedDownload cachedIn(Optional<Path> folder, URI source, Download download) {
    return new CachedDownload(NAME, source, SHA_256, CRC_32, folder, FILE, download);
  }

  TinyShakespeare(CachedDownload download) {
    this.download = download;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "40,000 lines of Shakespeare: 1,115,394 characters of 65 kinds";
  }

  @Override
  public CorpusOrigin origin() {
    return new CorpusOrigin.Downloaded(download.source(), download.file());
  }

  /**
   * {@inheritDoc}
   *
   * @throws DownloadException if it is not in the cache and cannot be downloaded
   */
  @Override
  public Corpus load(LoadListener listener) throws IOException {
    try {
      // No strict decoder is needed: the checksum has verified every byte.
      String text = new String(download.bytes(listener), StandardCharsets.UTF_8);
      return new Corpus(NAME, text, download.sha256());
    } catch (DownloadException e) {
      throw e.advising(
          "Check the network (http_proxy, https_proxy and no_proxy are heeded), or use "
              + Plays.NAME
              + ", a corpus that needs none");
    }
  }
}
