package dev.prose.mixture;

import java.util.List;
import java.util.stream.Stream;

/**
 * A kind of context that is counted over what was just read, and fades.
 *
 * @param name as it is used in options and files
 */
record CachedKind(String name, ContextKind kind, Decay decay) {
  /** The beginnings of the names. */
  static final String NEAR = "near-";

  static final String FAR = "far-";

  /** Every kind there is, with either decay. */
  static final List<CachedKind> ALL =
      Stream.concat(all(NEAR, Decay.NEAR), all(FAR, Decay.FAR)).toList();

  private static Stream<CachedKind> all(String beginning, Decay decay) {
    return ContextKind.ALL.stream()
        .map(kind -> new CachedKind(beginning + kind.name(), kind, decay));
  }

  /** Whether a name has the beginning of such a kind's. */
  static boolean isName(String name) {
    return name.startsWith(NEAR) || name.startsWith(FAR);
  }
}
