package dev.prose.token.bpe;

import dev.prose.data.FixedTokenization;
import dev.prose.data.Split;
import dev.prose.data.TextBreak;
import dev.prose.data.TextSurvey;
import dev.prose.data.Tokenization;
import dev.prose.data.TokenizedText;
import dev.prose.file.TemporaryFile;
import dev.prose.text.ChangedTextException;
import dev.prose.text.CharacterReader;
import dev.prose.text.Corpus;
import dev.prose.text.InvalidTextException;
import dev.prose.text.LoadListener;
import dev.prose.text.RawBytes;
import dev.prose.text.StreamedCorpus;
import dev.prose.text.TextProblem;
import dev.prose.token.TextCuts;
import dev.prose.token.pieces.Splitter;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * Makes the tokens of a text from the pieces that occur in it: counts these first, over all of the
 * text and with all processors, then learns a vocabulary, then encodes. Of a text that is read in
 * parts only its distinct pieces are kept.
 */
public abstract class PieceTokenization implements Tokenization {
  private final Splitter splitter;
  private final Vocabularies vocabularies;
  private final double trainFraction;

  /**
   * @param splitter cuts the text into pieces
   * @param vocabularies makes the vocabulary of those
   * @param trainFraction the share of the characters that is learned from: the first ones
   * @throws IllegalArgumentException if the fraction is not in (0, 1]
   */
  protected PieceTokenization(Splitter splitter, Vocabularies vocabularies, double trainFraction) {
    this.splitter = splitter;
    this.vocabularies = vocabularies;
    this.trainFraction = Split.requireFraction(trainFraction);
  }

  /** Makes a vocabulary of pieces. */
  @FunctionalInterface
  public interface Vocabularies extends Serializable {
    /** The vocabulary that fits some pieces best. */
    BpeVocabulary of(PieceCounts counts);
  }

  @Override
  public final TextCuts cuts() {
    return splitter;
  }

  @Override
  public final TextSurvey survey() {
    return new PieceSurvey(splitter, vocabularies);
  }

  @Override
  public final boolean surveysAll() {
    return trainFraction == 1;
  }

  /** The tokenizer that fits a text best. */
  public final BpeTokenizer tokenizer(String text) {
    long characters = TextBreak.characters(text.codePointCount(0, text.length()), trainFraction);
    String first = text.substring(0, text.offsetByCodePoints(0, (int) characters));
    return tokenizer(PieceCounter.count(splitter, RawBytes.of(first)));
  }

  /**
   * The tokenizer that fits a text best, which is read in parts.
   *
   * @throws IOException if it cannot be read
   */
  public final BpeTokenizer tokenizer(StreamedCorpus corpus, LoadListener listener)
      throws IOException {
    return read(corpus, listener).tokenizer;
  }

  private BpeTokenizer tokenizer(PieceCounts counts) {
    return new BpeTokenizer(vocabularies.of(counts), splitter);
  }

  @Override
  public TokenizedText tokenize(Corpus corpus, LoadListener listener) {
    return new FixedTokenization(tokenizer(corpus.text()), trainFraction)
        .tokenize(corpus, listener);
  }

  @Override
  public TokenizedText tokenize(StreamedCorpus corpus, Path temporaryFolder, LoadListener listener)
      throws IOException {
    // First, so that an unusable folder is reported before a long read.
    TemporaryFile.in(temporaryFolder).close();
    Learned learned = read(corpus, listener);
    TokenizedText text =
        new FixedTokenization(learned.tokenizer, trainFraction)
            .tokenize(corpus, temporaryFolder, new LoadListener() {});
    if (!text.sha256().equals(learned.sha256)) {
      text.close();
      throw new ChangedTextException(corpus.given());
    }
    return text;
  }

  private record Learned(BpeTokenizer tokenizer, String sha256) {}

  private Learned read(StreamedCorpus corpus, LoadListener listener) throws IOException {
    int threads = Runtime.getRuntime().availableProcessors();
    try (CharacterReader reader = corpus.read(listener);
        PieceCounter counter = new PieceCounter(splitter, threads)) {
      long left = TextBreak.characters(corpus, trainFraction); // characters to learn from
      byte[] utf8 = {};
      for (int count = reader.next(); count > 0; count = reader.next()) {
        if (utf8.length < count * RawBytes.MOST) {
          utf8 = new byte[count * RawBytes.MOST];
        }
        int size = 0;
        for (int i = 0; i < Math.min(count, left); i++) {
          size = RawBytes.put(reader.chunk()[i], utf8, size);
        }
        left -= Math.min(count, left);
        counter.add(utf8, 0, size);
      }
      if (reader.length() == 0) {
        throw new InvalidTextException(corpus.given(), new TextProblem.Empty());
      }
      return new Learned(tokenizer(counter.counts()), reader.sha256());
    }
  }
}
