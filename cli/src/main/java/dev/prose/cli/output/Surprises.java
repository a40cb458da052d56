package dev.prose.cli.output;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Adds up surprisals, and keeps the most surprising characters it has seen. */
public final class Surprises {
  /** The most surprising first; of equal ones the earlier. */
  private static final Comparator<ScoredCharacter> ORDER =
      Comparator.comparingDouble(ScoredCharacter::bits)
          .reversed()
          .thenComparingInt(ScoredCharacter::offset);

  private final int most;
  private final PriorityQueue<ScoredCharacter> kept = new PriorityQueue<>(ORDER.reversed());
  private double bits;
  private long characters;

  /**
   * @param most how many characters to keep
   */
  public Surprises(int most) {
    this.most = most;
  }

  public void add(ScoredCharacter character) {
    if (!character.predicted()) {
      return;
    }
    bits += character.bits();
    characters++;
    kept.add(character);
    if (kept.size() > most) {
      kept.remove();
    }
  }

  /** The surprisal of all of them. */
  double bits() {
    return bits;
  }

  /** How many were predicted. */
  long characters() {
    return characters;
  }

  double bitsPerCharacter() {
    return bits / characters;
  }

  /** The most surprising first. */
  public List<ScoredCharacter> top() {
    return kept.stream().sorted(ORDER).toList();
  }
}
