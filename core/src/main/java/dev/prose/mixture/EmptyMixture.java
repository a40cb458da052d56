package dev.prose.mixture;

import dev.prose.column.IntColumn;
import dev.prose.token.chars.Vocabulary;
import java.util.Collections;

/** A mixture before any text: it has counted nothing, and its weights are those before learning. */
public final class EmptyMixture {
  private EmptyMixture() {}

  /**
   * The empty mixture of some characters. All are equally likely to it; in its adaptive form it
   * learns from nothing but what it is shown.
   *
   * @param vocabulary at least one character
   * @param seed of the gate's first weights
   */
  public static Mixture of(Vocabulary vocabulary, MixtureShape shape, long seed) {
    Kinds kinds = new Kinds(shape, CharacterTraits.of(vocabulary), WordClasses.NONE);
    ContextCounts none =
        new ContextCounts(
            new ContextTable(IntColumn.ofSize(1), IntColumn.ofSize(1)), // its one slot is free
            IntColumn.ofSize(0),
            IntColumn.ofSize(0));
    return new Mixture(
        kinds, Collections.nCopies(kinds.tables().size(), none), Weights.first(kinds, seed));
  }
}
