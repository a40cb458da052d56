package dev.prose.corpora;

import dev.prose.text.Corpus;
import dev.prose.text.CorpusOrigin;
import dev.prose.text.CorpusProvider;
import dev.prose.text.LoadListener;
import java.io.IOException;

/** A corpus in memory; if its text is empty, it cannot be downloaded. */
record FakeCorpus(String name, String text) implements CorpusProvider {
  @Override
  public String description() {
    return "a test's corpus";
  }

  @Override
  public CorpusOrigin origin() {
    return new CorpusOrigin.BuiltIn("a test");
  }

  @Override
  public Corpus load(LoadListener listener) throws IOException {
    if (text.isEmpty()) {
      throw new DownloadException("http://far.invalid/", "unknown host far.invalid", "Wait", null);
    }
    return Corpus.of(name, text);
  }
}
