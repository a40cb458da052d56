package dev.prose.cli.command;

import dev.prose.data.FixedTokenization;
import dev.prose.data.Tokenization;
import dev.prose.data.TokenizedText;
import dev.prose.text.Corpus;
import dev.prose.text.LoadListener;
import dev.prose.text.StreamedCorpus;
import dev.prose.token.TextCuts;
import dev.prose.token.UnknownCharacterException;
import dev.prose.token.kinds.TokenKinds;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The tokens that a run has, whatever they were learned from. Another text may have characters that
 * are not among them: it gets tokens of its own, so that all differences between the two texts can
 * be told.
 *
 * @param kept the run's
 */
record ResumedTokenization(FixedTokenization kept) implements Tokenization {
  @Override
  public boolean learns() {
    return false;
  }

  @Override
  public TextCuts cuts() {
    return kept.cuts();
  }

  @Override
  public boolean readsAnyBytes() {
    return kept.readsAnyBytes();
  }

  @Override
  public Tokenization forSplit(double trainFraction) {
    return new ResumedTokenization(kept.forSplit(trainFraction));
  }

  @Override
  public TokenizedText tokenize(Corpus corpus, LoadListener listener) {
    try {
      return kept.tokenize(corpus, listener);
    } catch (UnknownCharacterException e) {
      return TokenKinds.byDefault().tokenize(corpus, listener);
    }
  }

  @Override
  public TokenizedText tokenize(StreamedCorpus corpus, Path temporaryFolder, LoadListener listener)
      throws IOException {
    try {
      return kept.tokenize(corpus, temporaryFolder, listener);
    } catch (UnknownCharacterException e) {
      return TokenKinds.byDefault().tokenize(corpus, temporaryFolder, listener);
    }
  }
}
