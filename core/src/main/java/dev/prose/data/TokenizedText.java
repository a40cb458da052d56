package dev.prose.data;

import dev.prose.token.Tokenizer;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * A text as token ids, with the facts about it that are needed once the text itself is gone. A
 * {@link Tokenization} makes it.
 *
 * @param name what reports call the text
 * @param length in characters (code points)
 * @param sha256 the SHA-256 of the bytes it was read from, unpacked, in lower-case hexadecimal
 * @param tokenizer what encoded it
 * @param tokens its ids
 * @param textBreak where it was broken, if it was
 * @param file where the tokens are, if not on the heap
 */
public record TokenizedText(
    String name,
    long length,
    String sha256,
    Tokenizer tokenizer,
    Tokens tokens,
    Optional<TextBreak> textBreak,
    Optional<TokenFile> file)
    implements Closeable {

  /** A text that was not broken. */
  public TokenizedText(
      String name,
      long length,
      String sha256,
      Tokenizer tokenizer,
      Tokens tokens,
      Optional<TokenFile> file) {
    this(name, length, sha256, tokenizer, tokens, Optional.empty(), file);
  }

  /**
   * The first part of the tokens to train on, the rest to validate with: where the text was broken
   * for this fraction, or else as {@link Split#of} does it.
   *
   * @throws IllegalArgumentException if the fraction is not in (0, 1]
   */
  public Split split(double trainFraction) {
    return textBreak
        .filter(made -> made.trainFraction() == trainFraction)
        .map(made -> Split.at(made.tokens(), tokens))
        .orElseGet(() -> Split.of(tokens, trainFraction));
  }

  /**
   * This text in the vocabulary of its training part. A tokenizer that learned its words from the
   * text and has an unknown one forgets the words that this part lacks: they are unknown in the
   * rest, as they will be in other texts. Any other tokenizer stays as it is. The tokens stay where
   * they were, on the heap or in a file, and as many; this text is closed if it is not the result.
   *
   * @param train the tokens of this text that are to train, from {@link Split#train}
   * @throws IOException if the file cannot be written or mapped; it names which
   */
  public TokenizedText limitedTo(Tokens train) throws IOException {
    if (tokenizer.isLossless()) {
      return this; // it has no unknown words, and a walk along the text would take 12 ms of a run
    }
    Optional<Tokenizer> limited = tokenizer.limitedTo(TokenRenumbering.idsOf(train));
    return limited.isEmpty() ? this : new TokenRenumbering(tokenizer, limited.get()).of(this);
  }

  /** This text with its tokens in another order. */
  TokenizedText with(Tokens reordered, Optional<TokenFile> where) {
    return new TokenizedText(name, length, sha256, tokenizer, reordered, where);
  }

  /** This text as tokens of another tokenizer, as many and for the same characters. */
  TokenizedText with(Tokenizer other, Tokens its, Optional<TokenFile> where) {
    return new TokenizedText(name, length, sha256, other, its, textBreak, where);
  }

  /** Removes the file, if there is one; the tokens are then gone. */
  @Override
  public void close() throws IOException {
    if (file.isPresent()) {
      file.get().close();
    }
  }
}
