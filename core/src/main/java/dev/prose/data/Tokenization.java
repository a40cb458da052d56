package dev.prose.data;

import dev.prose.text.Corpus;
import dev.prose.text.InvalidDataException;
import dev.prose.text.LoadListener;
import dev.prose.text.StreamedCorpus;
import dev.prose.token.TextCuts;
import dev.prose.token.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A way to turn a text into tokens: one makes its vocabulary from the text itself, another uses a
 * given tokenizer. Both methods give the same for the same text.
 */
public interface Tokenization {
  /**
   * Tokenizes a text in memory; the tokens are on the heap.
   *
   * @param listener is told of carriage returns
   * @throws InvalidDataException if it cannot be encoded
   */
  TokenizedText tokenize(Corpus corpus, LoadListener listener);

  /**
   * The same for a text that will be split: it is broken after this share of its characters, so
   * that no token goes across, and what is learned of it is learned from the part before. One whose
   * tokens are characters and come from all of the text stays as it is.
   *
   * @param trainFraction as for {@link TokenizedText#split}
   * @throws IllegalArgumentException if the fraction is not in (0, 1]
   */
  default Tokenization forSplit(double trainFraction) {
    return this;
  }

  /** Whether the tokens are learned from the text, and not known before. */
  default boolean learns() {
    return true;
  }

  /** Where a text can be cut without another token on either side. */
  TextCuts cuts();

  /**
   * An empty survey of the text that its tokenizer is learned from.
   *
   * @throws IllegalStateException if the tokens are known before: see {@link #learns}
   */
  default TextSurvey survey() {
    throw new IllegalStateException("nothing is learned of the text");
  }

  /**
   * Whether the survey is of all of a text, and not of its training part alone. What only the rest
   * has is then dropped by {@link TokenizedText#limitedTo}, if anything.
   */
  default boolean surveysAll() {
    return true;
  }

  /** Whether any file is a text to it, whatever its bytes: see {@link Tokenizer#readsAnyBytes}. */
  default boolean readsAnyBytes() {
    return false;
  }

  /** Tokenizes a text in memory, without a listener. */
  default TokenizedText tokenize(Corpus corpus) {
    return tokenize(corpus, new LoadListener() {});
  }

  /**
   * Tokenizes a text of any size, with a few kilobytes of the heap; the tokens are in a temporary
   * file, of 1, 2 or 4 bytes per token.
   *
   * @param temporaryFolder where the file goes
   * @param listener is told of byte-order marks that are dropped, and of carriage returns
   * @throws IOException if a part cannot be read or the file cannot be written; it names which
   * @throws InvalidDataException if the text is empty, malformed or cannot be encoded, or is not
   *     the same each time it is read
   */
  TokenizedText tokenize(StreamedCorpus corpus, Path temporaryFolder, LoadListener listener)
      throws IOException;
}
