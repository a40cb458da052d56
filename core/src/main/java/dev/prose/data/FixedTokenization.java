package dev.prose.data;

import dev.prose.file.TemporaryFile;
import dev.prose.text.CharacterReader;
import dev.prose.text.Corpus;
import dev.prose.text.InvalidTextException;
import dev.prose.text.LoadListener;
import dev.prose.text.StreamedCorpus;
import dev.prose.text.TextProblem;
import dev.prose.token.Encoder;
import dev.prose.token.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Tokenizes texts with an existing tokenizer, a model's for instance.
 *
 * @param tokenizer of any kind
 */
public record FixedTokenization(Tokenizer tokenizer) implements Tokenization {
  private static final int CHUNK = 1 << 12; // tokens

  @Override
  public TokenizedText tokenize(Corpus corpus, LoadListener listener) {
    return new TokenizedText(
        corpus.name(),
        corpus.length(),
        corpus.sha256(),
        tokenizer,
        Tokens.of(tokenizer.encode(corpus.text()), tokenizer.vocabularySize()),
        Optional.empty());
  }

  @Override
  public TokenizedText tokenize(StreamedCorpus corpus, Path temporaryFolder, LoadListener listener)
      throws IOException {
    TemporaryFile temporary = TemporaryFile.in(temporaryFolder);
    try (CharacterReader reader = corpus.read(listener)) {
      Chunks chunks = new Chunks(new TokenFile(temporary, tokenizer.vocabularySize()));
      Encoder encoder = tokenizer.encoder();
      for (int count = reader.next(); count > 0; count = reader.next()) {
        encoder.encode(reader.chunk(), count, chunks);
        chunks.writeFull();
      }
      if (reader.length() == 0) {
        throw new InvalidTextException(corpus.given(), new TextProblem.Empty());
      }
      encoder.end(chunks);
      chunks.write();
      return new TokenizedText(
          corpus.name(),
          reader.length(),
          reader.sha256(),
          tokenizer,
          chunks.file.tokens(),
          Optional.of(chunks.file));
    } catch (IOException | RuntimeException e) {
      temporary.close();
      throw e;
    }
  }

  /** Gathers tokens until there are enough to be written. */
  private static final class Chunks implements Encoder.Sink {
    private final TokenFile file;
    private int[] ids = new int[2 * CHUNK];
    private int size;

    Chunks(TokenFile file) {
      this.file = file;
    }

    @Override
    public void token(int id, int characters) {
      if (id != LEFT_OUT) {
        if (size == ids.length) {
          ids = Arrays.copyOf(ids, 2 * size);
        }
        ids[size++] = id;
      }
    }

    void writeFull() throws IOException {
      if (size >= CHUNK) {
        write();
      }
    }

    void write() throws IOException {
      file.append(ids, size);
      size = 0;
    }
  }
}
