package dev.prose.cli.command;

import dev.prose.cli.output.Console;
import dev.prose.cli.output.LoadProgress;
import dev.prose.cli.output.Report;
import dev.prose.text.CorpusOrigin;
import dev.prose.text.CorpusProvider;
import dev.prose.text.LoadListener;
import java.io.IOException;

/** Stores a corpus on this machine for later use. */
record CorpusFetch(Console console) {
  /** Passes everything on, and remembers whether anything was downloaded. */
  private static final class Watch implements LoadListener {
    private final LoadListener next;
    private boolean downloaded;

    Watch(LoadListener next) {
      this.next = next;
    }

    @Override
    public void progress(String source, long bytes, long total) {
      downloaded = true;
      next.progress(source, bytes, total);
    }

    @Override
    public void notice(String message) {
      next.notice(message);
    }
  }

  /**
   * Fetches it unless it is there, and says where it is.
   *
   * @throws IOException if it cannot be fetched or stored
   */
  void fetch(CorpusProvider corpus) throws IOException {
    Report report = new Report(console.out());
    switch (corpus.origin()) {
      case CorpusOrigin.BuiltIn _ ->
          report.text("%s is built in: there is nothing to fetch", corpus.name());
      case CorpusOrigin.Downloaded download -> {
        boolean downloaded = download(corpus);
        if (!download.isKept()) {
          throw new IOException(corpus.name() + " was downloaded, but could not be kept");
        }
        report.text(
            "%s is %s %s",
            corpus.name(), downloaded ? "now in" : "already in", download.file().orElseThrow());
      }
    }
  }

  private boolean download(CorpusProvider corpus) throws IOException {
    try (LoadProgress progress = new LoadProgress(console)) {
      Watch watch = new Watch(progress);
      var _ = corpus.load(watch);
      return watch.downloaded;
    }
  }
}
