package dev.prose.token.chars;

import dev.prose.data.FixedTokenization;
import dev.prose.data.TextSurvey;
import dev.prose.data.Tokenization;
import dev.prose.data.TokenizedText;
import dev.prose.data.Tokens;
import dev.prose.file.TemporaryFile;
import dev.prose.text.ChangedTextException;
import dev.prose.text.CharacterReader;
import dev.prose.text.Corpus;
import dev.prose.text.InvalidTextException;
import dev.prose.text.LineEnds;
import dev.prose.text.LoadListener;
import dev.prose.text.StreamedCorpus;
import dev.prose.text.TextProblem;
import dev.prose.token.FixedCuts;
import dev.prose.token.OnUnknown;
import dev.prose.token.TextCuts;
import dev.prose.token.UnknownCharacterException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Makes each character of a text a token; the vocabulary is the text's distinct characters. */
public final class CharTokenization implements Tokenization {
  private static final String CARRIAGE_RETURN = "\r";

  @Override
  public TextCuts cuts() {
    return FixedCuts.ANYWHERE;
  }

  @Override
  public TextSurvey survey() {
    return new VocabularyBuilder();
  }

  @Override
  public TokenizedText tokenize(Corpus corpus, LoadListener listener) {
    TokenizedText text = tokenizeQuietly(corpus);
    // Searching every text for line ends would cost each run milliseconds.
    if (text.tokenizer().token(CARRIAGE_RETURN).isPresent()) {
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

  private static TokenizedText tokenizeQuietly(Corpus corpus) {
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

  /** Reads the text twice: once for its vocabulary, once for its ids. */
  @Override
  public TokenizedText tokenize(StreamedCorpus corpus, Path temporaryFolder, LoadListener listener)
      throws IOException {
    // First, so that an unusable folder is reported before a long read.
    TemporaryFile.in(temporaryFolder).close();
    VocabularyBuilder builder = new VocabularyBuilder();
    String sha256;
    try (CharacterReader reader = corpus.read(listener)) {
      for (int count = reader.next(); count > 0; count = reader.next()) {
        builder.add(reader.chunk(), count);
      }
      if (reader.length() == 0) {
        throw new InvalidTextException(corpus.given(), new TextProblem.Empty());
      }
      sha256 = reader.sha256();
      tell(reader.lineEnds(), corpus.name(), listener);
    }
    return encode(
        corpus, sha256, new CharTokenizer(builder.build(), OnUnknown.ERROR), temporaryFolder);
  }

  private static TokenizedText encode(
      StreamedCorpus corpus, String sha256, CharTokenizer tokenizer, Path temporaryFolder)
      throws IOException {
    TokenizedText text;
    try {
      text =
          new FixedTokenization(tokenizer).tokenize(corpus, temporaryFolder, new LoadListener() {});
    } catch (UnknownCharacterException | InvalidTextException e) {
      throw new ChangedTextException(corpus.given());
    }
    if (!text.sha256().equals(sha256)) {
      text.close();
      throw new ChangedTextException(corpus.given());
    }
    return text;
  }
}
