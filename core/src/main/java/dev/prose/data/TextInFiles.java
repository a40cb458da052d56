package dev.prose.data;

import dev.prose.text.ChangedTextException;
import dev.prose.text.CharacterReader;
import dev.prose.text.InvalidTextException;
import dev.prose.text.LoadListener;
import dev.prose.text.StreamedCorpus;
import dev.prose.text.TextProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A text that is read in pieces, each time anew. */
final class TextInFiles implements OpenText {
  private final StreamedCorpus corpus;
  private final Path temporaryFolder;
  private final LoadListener listener;
  private Optional<String> sha256 = Optional.empty(); // once it has been read

  TextInFiles(StreamedCorpus corpus, Path temporaryFolder, LoadListener listener) {
    this.corpus = corpus;
    this.temporaryFolder = temporaryFolder;
    this.listener = listener;
  }

  @Override
  public String name() {
    return corpus.name();
  }

  @Override
  public TokenizedText tokenize(Tokenization tokenization) throws IOException {
    TokenizedText text = tokenization.tokenize(corpus, temporaryFolder, listenerOnce());
    try {
      requireSame(text.sha256());
    } catch (ChangedTextException e) {
      text.close();
      throw e;
    }
    return text;
  }

  @Override
  public String read(Reader reader) throws IOException {
    try (CharacterReader characters = corpus.read(listenerOnce())) {
      for (int count = characters.next(); count > 0; count = characters.next()) {
        reader.read(characters.chunk(), count);
      }
      if (characters.length() == 0) {
        throw new InvalidTextException(corpus.given(), new TextProblem.Empty());
      }
      return requireSame(characters.sha256());
    }
  }

  /** The listener hears about the text only the first time that it is read. */
  private LoadListener listenerOnce() {
    return sha256.isEmpty() ? listener : new LoadListener() {};
  }

  private String requireSame(String read) {
    if (!sha256.orElse(read).equals(read)) {
      throw new ChangedTextException(corpus.given());
    }
    sha256 = Optional.of(read);
    return read;
  }

  @Override
  public void close() throws IOException {
    corpus.close();
  }
}
