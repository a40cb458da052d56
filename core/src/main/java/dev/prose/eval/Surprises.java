package dev.prose.eval;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Adds up surprisals, and keeps the most surprising tokens it has seen. */
public final class Surprises {
  /** The most surprising first; of equal ones the earlier. */
  private static final Comparator<ScoredToken> ORDER =
      Comparator.comparingDouble(ScoredToken::bits)
          .reversed()
          .thenComparingLong(ScoredToken::offset);

  private final int most;
  private final PriorityQueue<ScoredToken> kept = new PriorityQueue<>(ORDER.reversed());
  private double bits;
  private long tokens;
  private long characters;

  /**
   * @param most how many tokens to keep
   */
  public Surprises(int most) {
    this.most = most;
  }

  /** Adds a token, unless it was not predicted. */
  public void add(ScoredToken token) {
    if (!token.predicted()) {
      return;
    }
    bits += token.bits();
    tokens++;
    characters += token.characters();
    kept.add(token);
    if (kept.size() > most) {
      kept.remove();
    }
  }

  /** The surprisal of all of them together. */
  public double bits() {
    return bits;
  }

  /** How many tokens were predicted. */
  public long tokens() {
    return tokens;
  }

  /** How many characters (code points) these stand for. */
  public long characters() {
    return characters;
  }

  /** The mean surprisal per character. */
  public double bitsPerCharacter() {
    return bits / characters;
  }

  /** {@code 2} to the mean surprisal per token. */
  public double perplexity() {
    return Math.pow(2, bits / tokens);
  }

  /** The most surprising first. */
  public List<ScoredToken> top() {
    return kept.stream().sorted(ORDER).toList();
  }
}
