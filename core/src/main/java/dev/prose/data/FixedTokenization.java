package dev.prose.data;

import dev.prose.file.TemporaryFile;
import dev.prose.text.CharacterReader;
import dev.prose.text.Corpus;
import dev.prose.text.InvalidTextException;
import dev.prose.text.LoadListener;
import dev.prose.text.StreamedCorpus;
import dev.prose.text.TextProblem;
import dev.prose.token.Encoder;
import dev.prose.token.TextCuts;
import dev.prose.token.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Tokenizes texts with an existing tokenizer, a model's for instance.
 *
 * @param tokenizer of any kind
 * @param trainFraction the share of the characters after which the text is broken, 1 for none
 */
public record FixedTokenization(Tokenizer tokenizer, double trainFraction) implements Tokenization {
  /**
   * @throws IllegalArgumentException if the fraction is not in (0, 1]
   */
  public FixedTokenization {
    Split.requireFraction(trainFraction);
  }

  /** Tokenizes texts as they are. */
  public FixedTokenization(Tokenizer tokenizer) {
    this(tokenizer, 1);
  }

  @Override
  public boolean learns() {
    return false;
  }

  @Override
  public TextCuts cuts() {
    return tokenizer.cuts();
  }

  @Override
  public boolean readsAnyBytes() {
    return tokenizer.readsAnyBytes();
  }

  @Override
  public FixedTokenization forSplit(double newTrainFraction) {
    return new FixedTokenization(tokenizer, tokenizer.isCharacters() ? 1 : newTrainFraction);
  }

  @Override
  public TokenizedText tokenize(Corpus corpus, LoadListener listener) {
    String text = corpus.text();
    int[] ids;
    Optional<TextBreak> textBreak = Optional.empty();
    if (trainFraction == 1) {
      ids = tokenizer.encode(text);
    } else {
      long characters = TextBreak.characters(corpus.length(), trainFraction);
      int at = text.offsetByCodePoints(0, (int) characters);
      int[] first = tokenizer.encode(text.substring(0, at));
      int[] rest = tokenizer.encode(text.substring(at));
      ids = Arrays.copyOf(first, Math.addExact(first.length, rest.length));
      System.arraycopy(rest, 0, ids, first.length, rest.length);
      textBreak = Optional.of(new TextBreak(trainFraction, first.length));
    }
    return new TokenizedText(
        corpus.name(),
        corpus.length(),
        corpus.sha256(),
        tokenizer,
        Tokens.of(ids, tokenizer.vocabularySize()),
        textBreak,
        Optional.empty());
  }

  @Override
  public TokenizedText tokenize(StreamedCorpus corpus, Path temporaryFolder, LoadListener listener)
      throws IOException {
    TemporaryFile temporary = TemporaryFile.in(temporaryFolder);
    try (CharacterReader reader = corpus.read(listener)) {
      TokenFile file = new TokenFile(temporary, tokenizer.vocabularySize());
      TokenBuffer tokens = new TokenBuffer(file);
      Encoder encoder = tokenizer.encoder();
      long before = TextBreak.characters(corpus, trainFraction); // characters to go
      Optional<TextBreak> textBreak = Optional.empty();
      for (int count = reader.next(); count > 0; count = reader.next()) {
        int[] chunk = reader.chunk();
        if (textBreak.isEmpty() && count >= before) {
          encoder.encode(chunk, (int) before, tokens);
          encoder.end(tokens);
          textBreak = Optional.of(new TextBreak(trainFraction, tokens.total()));
          encoder = tokenizer.encoder();
          encoder.encode(
              Arrays.copyOfRange(chunk, (int) before, count), count - (int) before, tokens);
        } else {
          encoder.encode(chunk, count, tokens);
        }
        before -= count;
        tokens.writeIfFull();
      }
      if (reader.length() == 0) {
        throw new InvalidTextException(corpus.given(), new TextProblem.Empty());
      }
      encoder.end(tokens);
      tokens.write();
      return new TokenizedText(
          corpus.name(),
          reader.length(),
          reader.sha256(),
          tokenizer,
          file.tokens(),
          textBreak,
          Optional.of(file));
    } catch (IOException | RuntimeException e) {
      temporary.close();
      throw e;
    }
  }
}
