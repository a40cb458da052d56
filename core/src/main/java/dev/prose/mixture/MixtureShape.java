package dev.prose.mixture;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a mixture looks at, and how large its gate is.
 *
 * @param contexts the names of the kinds counted beside the chain, which is always there
 * @param caches the names of the kinds that are counted over what was just read
 * @param lines whether each line is its own text
 * @param hidden number of hidden units in the gate
 */
public record MixtureShape(List<String> contexts, List<String> caches, boolean lines, int hidden) {
  /** The list of contexts for {@link MixtureOptions#of} where nobody chose another. */
  public static final String DEFAULT_CONTEXTS = "medium";

  /** The largest gate there may be, in hidden units. */
  public static final int MOST_HIDDEN = 1024;

  /**
   * @throws IllegalArgumentException if a kind is unknown or named twice, the gate is too small or
   *     too large, or there are both lines and caches
   */
  public MixtureShape {
    contexts = List.copyOf(contexts);
    caches = List.copyOf(caches);
    requireKnown(
        contexts,
        Stream.concat(ContextKind.BESIDE.stream().map(ContextKind::name), Stream.of(NextClass.NAME))
            .toList());
    requireKnown(caches, CachedKind.ALL.stream().map(CachedKind::name).toList());
    Requirement.require(
        !lines || caches.isEmpty(),
        "near and far kinds remember other lines, and each is a text of its own");
    Requirement.require(
        hidden >= 1 && hidden <= MOST_HIDDEN,
        "hidden units must be from 1 to " + MOST_HIDDEN + ", but are " + hidden);
  }

  private static void requireKnown(List<String> names, List<String> known) {
    for (String name : names) {
      Requirement.require(
          known.contains(name),
          "there is no kind of context \"%s\", only %s".formatted(name, String.join(", ", known)));
      Requirement.require(names.indexOf(name) == names.lastIndexOf(name), name + " is named twice");
    }
  }

  /** The kinds that are counted over the whole text: the chain, then the others. */
  List<ContextKind> counted() {
    return Stream.concat(
            ContextKind.CHAIN.stream(),
            ContextKind.BESIDE.stream().filter(kind -> contexts.contains(kind.name())))
        .toList();
  }

  /** Whether a kind looks at classes of words. */
  boolean looksAtClasses() {
    return foresees()
        || Stream.concat(counted().stream(), cached().stream().map(CachedKind::kind))
            .anyMatch(ContextKind.CLASSES::contains);
  }

  /** Whether there is a kind that expects a class of the next word. */
  boolean foresees() {
    return contexts.contains(NextClass.NAME);
  }

  /** The kinds that are counted over what was just read. */
  List<CachedKind> cached() {
    return CachedKind.ALL.stream().filter(kind -> caches.contains(kind.name())).toList();
  }
}
