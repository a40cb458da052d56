package dev.prose.data;

import dev.prose.text.CodePoints;
import dev.prose.text.Corpus;
import dev.prose.text.LoadListener;

/** A text on the heap. */
record TextInMemory(Corpus corpus, LoadListener listener) implements OpenText {
  @Override
  public String name() {
    return corpus.name();
  }

  @Override
  public TokenizedText tokenize(Tokenization tokenization) {
    return tokenization.tokenize(corpus, listener);
  }

  @Override
  public String read(Reader reader) {
    CodePoints codePoints = new CodePoints(corpus.text());
    for (int count = codePoints.next(); count > 0; count = codePoints.next()) {
      reader.read(codePoints.chunk(), count);
    }
    return corpus.sha256();
  }

  @Override
  public void close() {
    // The heap is not given back.
  }
}
