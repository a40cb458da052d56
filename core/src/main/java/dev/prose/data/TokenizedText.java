package dev.prose.data;

import dev.prose.file.TemporaryFile;
import dev.prose.text.CharacterReader;
import dev.prose.text.Corpus;
import dev.prose.text.InvalidDataException;
import dev.prose.text.InvalidTextException;
import dev.prose.text.LineEnds;
import dev.prose.text.LoadListener;
import dev.prose.text.StreamedCorpus;
import dev.prose.text.TextProblem;
import dev.prose.token.CharTokenizer;
import dev.prose.token.OnUnknown;
import dev.prose.token.Vocabulary;
import dev.prose.token.VocabularyBuilder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A text as token ids, and what is to be known of it when it is no longer at hand. Both ways to
 * make one give the same for the same text.
 *
 * @param name how reports call the text
 * @param length in characters (code points)
 * @param sha256 the SHA-256 of the bytes it was read from, unpacked, in lower-case hexadecimal
 * @param tokenizer its characters' own
 * @param tokens its characters' ids
 * @param file where the tokens are, if not on the heap
 */
public record TokenizedText(
    String name,
    long length,
    String sha256,
    CharTokenizer tokenizer,
    Tokens tokens,
    Optional<TokenFile> file)
    implements Closeable {
  private static final int CARRIAGE_RETURN = '\r';

  /**
   * That of a text in memory; its tokens are on the heap.
   *
   * @param listener is told of carriage returns
   */
  public static TokenizedText of(Corpus corpus, LoadListener listener) {
    TokenizedText text = of(corpus);
    // To look through the text for them would take milliseconds of every run.
    if (text.tokenizer.vocabulary().stoi(CARRIAGE_RETURN) != Vocabulary.UNKNOWN) {
      tell(LineEnds.of(corpus.text()), corpus.name(), listener);
    }
    return text;
  }

  private static void tell(LineEnds lineEnds, String name, LoadListener listener) {
    Optional<String> notice = lineEnds.notice(name);
    if (notice.isPresent()) {
      listener.notice(notice.get());
    }
  }

  /** The same with nobody listening. */
  public static TokenizedText of(Corpus corpus) {
    Optional<AsciiText> ascii = AsciiText.of(corpus.text());
    CharTokenizer tokenizer;
    Tokens tokens;
    if (ascii.isPresent()) {
      tokenizer = new CharTokenizer(ascii.get().vocabulary(), OnUnknown.ERROR);
      tokens = ascii.get().intoTokens(tokenizer.vocabulary());
    } else {
      tokenizer = CharTokenizer.of(corpus.text());
      tokens = Tokens.of(tokenizer.encode(corpus.text()), tokenizer.vocabularySize());
    }
    return new TokenizedText(
        corpus.name(), tokens.size(), corpus.sha256(), tokenizer, tokens, Optional.empty());
  }

  /**
   * Reads a text of any size twice, first for its vocabulary and then for its ids, which go to a
   * temporary file of 1, 2 or 4 bytes for each character. Takes a few kilobytes of the heap.
   *
   * @param temporaryFolder where the file goes
   * @param listener is told of dropped byte-order marks and carriage returns
   * @throws IOException if a part cannot be read or the file not be written; it names which
   * @throws InvalidDataException if the text is empty, malformed, or not the same both times
   */
  public static TokenizedText of(StreamedCorpus corpus, Path temporaryFolder, LoadListener listener)
      throws IOException {
    // First of all, so that a folder that will not do is known before a long reading.
    TemporaryFile file = TemporaryFile.in(temporaryFolder);
    try {
      return read(corpus, file, listener);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static TokenizedText read(
      StreamedCorpus corpus, TemporaryFile temporary, LoadListener listener) throws IOException {
    VocabularyBuilder builder = new VocabularyBuilder();
    try (CharacterReader reader = corpus.read(listener)) {
      for (int count = reader.next(); count > 0; count = reader.next()) {
        builder.add(reader.chunk(), count);
      }
      if (reader.length() == 0) {
        throw new InvalidTextException(corpus.given(), new TextProblem.Empty());
      }
      CharTokenizer tokenizer = new CharTokenizer(builder.build(), OnUnknown.ERROR);
      String sha256 = reader.sha256();
      tell(reader.lineEnds(), corpus.name(), listener);
      TokenFile file = new TokenFile(temporary, tokenizer.vocabularySize());
      encode(corpus, sha256, tokenizer.vocabulary(), file);
      return new TokenizedText(
          corpus.name(), reader.length(), sha256, tokenizer, file.tokens(), Optional.of(file));
    }
  }

  private static void encode(
      StreamedCorpus corpus, String sha256, Vocabulary vocabulary, TokenFile file)
      throws IOException {
    try (CharacterReader reader = corpus.read(new LoadListener() {})) {
      boolean known = true;
      for (int count = reader.next(); count > 0 && known; count = reader.next()) {
        known = encode(reader.chunk(), count, vocabulary);
        file.append(reader.chunk(), count);
      }
      if (!known || !reader.sha256().equals(sha256)) {
        throw new InvalidDataException(
            corpus.given() + " changed while it was being read. Try again when it is complete");
      }
    }
  }

  /** Puts ids in the place of code points, and says whether it knew them all. */
  private static boolean encode(int[] codePoints, int count, Vocabulary vocabulary) {
    int unknown = 0;
    for (int i = 0; i < count; i++) {
      codePoints[i] = vocabulary.stoi(codePoints[i]);
      unknown |= codePoints[i]; // UNKNOWN alone is negative
    }
    return unknown >= 0;
  }

  /** Removes the file, if there is one; the tokens are then gone. */
  @Override
  public void close() throws IOException {
    if (file.isPresent()) {
      file.get().close();
    }
  }
}
