package dev.prose.token.whitespace;

import dev.prose.data.FixedTokenization;
import dev.prose.data.TextSurvey;
import dev.prose.data.Tokenization;
import dev.prose.data.TokenizedText;
import dev.prose.file.TemporaryFile;
import dev.prose.text.ChangedTextException;
import dev.prose.text.CharacterReader;
import dev.prose.text.CodePoints;
import dev.prose.text.Corpus;
import dev.prose.text.InvalidTextException;
import dev.prose.text.LoadListener;
import dev.prose.text.StreamedCorpus;
import dev.prose.text.TextProblem;
import dev.prose.token.TextCuts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * Makes each word between white space a token, and each line end. The vocabulary is the text's
 * words, or the most frequent of them; words of equal frequency are taken in the order of their
 * characters. To have what only the validation part has be unknown, as it will be in other texts:
 * {@link TokenizedText#limitedTo}.
 */
public final class WhitespaceTokenization implements Tokenization {
  private final OptionalInt size;
  private final double trainFraction;

  /**
   * @param size of the vocabulary, with {@code <unk>} and the line end; if empty, it is as large as
   *     the text needs
   * @throws IllegalArgumentException if it is below 3
   */
  public WhitespaceTokenization(OptionalInt size) {
    this(size, 1);
  }

  private WhitespaceTokenization(OptionalInt size, double trainFraction) {
    if (size.isPresent() && size.getAsInt() <= WordCounts.SPECIAL) {
      throw new IllegalArgumentException(
          "vocabulary size must be at least %d, for <unk>, the line end and a word, but is %d"
              .formatted(WordCounts.SPECIAL + 1, size.getAsInt()));
    }
    this.size = size;
    this.trainFraction = trainFraction;
  }

  /** Of all words; {@link TokenizedText#limitedTo} then drops those that the first part lacks. */
  @Override
  public WhitespaceTokenization forSplit(double newTrainFraction) {
    return new WhitespaceTokenization(size, newTrainFraction);
  }

  @Override
  public TextCuts cuts() {
    return WhitespaceTokenizer.CUTS;
  }

  @Override
  public TextSurvey survey() {
    return new WordCounts(size);
  }

  @Override
  public TokenizedText tokenize(Corpus corpus, LoadListener listener) {
    WordCounts words = new WordCounts(size);
    CodePoints codePoints = new CodePoints(corpus.text());
    for (int count = codePoints.next(); count > 0; count = codePoints.next()) {
      words.add(codePoints.chunk(), count);
    }
    return new FixedTokenization(words.tokenizer(), trainFraction).tokenize(corpus, listener);
  }

  @Override
  public TokenizedText tokenize(StreamedCorpus corpus, Path temporaryFolder, LoadListener listener)
      throws IOException {
    // First, so that an unusable folder is reported before a long read.
    TemporaryFile.in(temporaryFolder).close();
    WordCounts words = new WordCounts(size);
    String sha256;
    try (CharacterReader reader = corpus.read(listener)) {
      for (int count = reader.next(); count > 0; count = reader.next()) {
        words.add(reader.chunk(), count);
      }
      if (reader.length() == 0) {
        throw new InvalidTextException(corpus.given(), new TextProblem.Empty());
      }
      sha256 = reader.sha256();
    }
    TokenizedText text =
        new FixedTokenization(words.tokenizer(), trainFraction)
            .tokenize(corpus, temporaryFolder, new LoadListener() {});
    if (!text.sha256().equals(sha256)) {
      text.close();
      throw new ChangedTextException(corpus.given());
    }
    return text;
  }
}
