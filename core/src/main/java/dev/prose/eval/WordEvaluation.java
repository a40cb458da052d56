package dev.prose.eval;

import dev.prose.data.Tokens;
import dev.prose.model.LanguageModel;
import dev.prose.model.SequenceScorer;
import dev.prose.token.Tokenizer;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How well a model predicts a text in which some words are unknown to it, as KenLM's {@code query}
 * reports it: each unknown word (out of vocabulary, OOV) has the probability of the unknown token.
 *
 * @param tokens how many tokens were predicted
 * @param unknown how many of them are the unknown token
 * @param nats the surprisal of all of them
 * @param unknownNats the surprisal of the unknown ones
 */
public record WordEvaluation(long tokens, long unknown, double nats, double unknownNats) {
  /**
   * Evaluates a text.
   *
   * @param lines whether each line is a text of its own, so that the first token is predicted too,
   *     from the beginning of a line; otherwise it is context alone
   * @return nothing if no token stands for what is unknown, or the tokenizer is lossless and no
   *     token of the text is that one
   */
  public static Optional<WordEvaluation> of(
      LanguageModel model, Tokenizer tokenizer, Tokens tokens, boolean lines) {
    OptionalInt unknown = tokenizer.unknownToken();
    if (unknown.isEmpty() || (tokenizer.isLossless() && !occurs(unknown.getAsInt(), tokens))) {
      return Optional.empty();
    }
    return PartEvaluation.of(model, tokenizer, tokens, 0, lines).words(tokenizer);
  }

  private static boolean occurs(int token, Tokens tokens) {
    int[] chunk = new int[(int) Math.min(tokens.size(), SequenceScorer.CHUNK)];
    for (long from = 0; from < tokens.size(); from += chunk.length) {
      int count = (int) Math.min(chunk.length, tokens.size() - from);
      tokens.copyTo(from, chunk, 0, count);
      for (int i = 0; i < count; i++) {
        if (chunk[i] == token) {
          return true;
        }
      }
    }
    return false;
  }

  /** The decimal logarithm of the probability of all tokens. */
  public double log10() {
    return -nats / Math.log(10);
  }

  /** The perplexity of all tokens. */
  public double perplexity() {
    return Math.exp(nats / tokens);
  }

  /** The perplexity of the tokens that are not unknown; NaN if all are. */
  public double perplexityOfKnown() {
    return Math.exp((nats - unknownNats) / (tokens - unknown));
  }
}
