package dev.prose.count;

import dev.prose.data.Tokens;
import dev.prose.model.BigramModel;
import dev.prose.model.FirstOrderModel;
import dev.prose.text.InvalidDataException;

/**
 * How often each token follows each other token in a sequence: all that a bigram model can learn
 * from the sequence, and all that is needed to evaluate one exactly.
 */
public final class BigramCounts {
  private static final int CHUNK = 1 << 12; // tokens

  private final int vocabularySize;
  private final long[] counts; // [token][next token]
  private final long[] contexts; // [token], how often it is followed by anything
  private final long total;

  private BigramCounts(int vocabularySize, long[] counts) {
    this.vocabularySize = vocabularySize;
    this.counts = counts;
    this.contexts = new long[vocabularySize];
    long sum = 0;
    for (int token = 0; token < vocabularySize; token++) {
      for (int next = 0; next < vocabularySize; next++) {
        contexts[token] += counts[token * vocabularySize + next];
      }
      sum += contexts[token];
    }
    this.total = sum;
  }

  /**
   * Counts the pairs of neighbours, one fewer than there are tokens.
   *
   * @throws InvalidDataException if the vocabulary is larger than {@link
   *     BigramModel#MAX_VOCABULARY}
   */
  public static BigramCounts of(Tokens tokens) {
    int vocabularySize = tokens.vocabularySize();
    if (vocabularySize > BigramModel.MAX_VOCABULARY) {
      throw new InvalidDataException(
          "the text has %,d different tokens, and a table of pairs is possible for up to %,d. Bring a text of fewer"
              .formatted(vocabularySize, BigramModel.MAX_VOCABULARY));
    }
    long[] counts = new long[vocabularySize * vocabularySize];
    int[] chunk = new int[CHUNK];
    for (long from = 0; from < tokens.size() - 1; from += CHUNK - 1) {
      int length = (int) Math.min(CHUNK, tokens.size() - from);
      tokens.copyTo(from, chunk, 0, length);
      count(chunk, length, counts, vocabularySize);
    }
    return new BigramCounts(vocabularySize, counts);
  }

  private static void count(int[] tokens, int length, long[] counts, int vocabularySize) {
    for (int i = 1; i < length; i++) {
      counts[tokens[i - 1] * vocabularySize + tokens[i]]++;
    }
  }

  /** Number of different tokens that the counted sequence may have, V. */
  public int vocabularySize() {
    return vocabularySize;
  }

  /** How often {@code next} follows {@code token}. */
  public long count(int token, int next) {
    return counts[token * vocabularySize + next];
  }

  /** How often {@code token} is followed by anything. */
  public long count(int token) {
    return contexts[token];
  }

  /** Number of pairs that were counted. */
  public long total() {
    return total;
  }

  /**
   * The lowest mean cross-entropy that any bigram table can reach on the counted sequence, in nats
   * per token: the conditional entropy of the next token given the last, which relative frequencies
   * reach.
   *
   * @return NaN if nothing was counted
   */
  public double optimum() {
    double sum = 0;
    for (int token = 0; token < vocabularySize; token++) {
      for (int next = 0; next < vocabularySize; next++) {
        long count = count(token, next);
        if (count > 0) {
          sum -= count * Math.log((double) count / contexts[token]);
        }
      }
    }
    return sum / total;
  }

  /**
   * The exact mean cross-entropy of a model on the counted sequence, in nats per token. Nothing is
   * sampled: every pair is weighted by its count.
   *
   * @return NaN if nothing was counted; infinity if the model rules out a pair that occurs
   */
  public double crossEntropy(FirstOrderModel model) {
    double sum = 0;
    for (int token = 0; token < vocabularySize; token++) {
      for (int next = 0; next < vocabularySize; next++) {
        long count = count(token, next);
        if (count > 0) {
          sum -= count * model.logProbability(token, next);
        }
      }
    }
    return sum / total;
  }

  /**
   * The pairs counted here that relative frequencies in {@code other} rule out: those that never
   * occur there, although other tokens follow their first token. They make the loss of an
   * unsmoothed model infinite. After a token that nothing follows in {@code other}, {@link
   * AdditiveBigrams} makes all tokens equally likely, and rules out no pair.
   */
  public Unseen impossibleUnder(BigramCounts other) {
    long occurrences = 0;
    int kinds = 0;
    for (int i = 0; i < counts.length; i++) {
      boolean unseen = counts[i] > 0 && other.counts[i] == 0;
      if (unseen && other.contexts[i / vocabularySize] > 0) {
        occurrences += counts[i];
        kinds++;
      }
    }
    return new Unseen(occurrences, kinds);
  }

  /**
   * Pairs that one sequence has and another rules out.
   *
   * @param occurrences how often such pairs occur
   * @param kinds number of different pairs
   */
  public record Unseen(long occurrences, int kinds) {}
}
