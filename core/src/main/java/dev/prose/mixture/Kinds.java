package dev.prose.mixture;

import java.util.List;
import java.util.stream.Stream;

/**
 * The kinds of context of one model, and what it takes to find their keys in a text.
 *
 * @param shape which kinds there are
 * @param counted those that are counted in the whole text, the chain first
 * @param windowed those that are counted among the last positions alone
 * @param traits of the characters
 */
record Kinds(
    MixtureShape shape,
    List<ContextKind> counted,
    List<ContextKind> windowed,
    CharacterTraits traits) {
  Kinds(MixtureShape shape, CharacterTraits traits) {
    this(shape, shape.counted(), shape.windowed(), traits);
  }

  int size() {
    return counted.size() + windowed.size();
  }

  /** The start of a text. */
  History history() {
    return new History(traits, shape.lines());
  }

  /** How people call them, in their order. */
  List<String> names() {
    return Stream.concat(
            counted.stream().map(ContextKind::name),
            windowed.stream().map(kind -> MixtureShape.WINDOW + kind.name()))
        .toList();
  }
}
