package dev.prose.mixture;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

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

  /** One of all, those that are counted in the whole text first. */
  ContextKind get(int kind) {
    return kind < counted.size() ? counted.get(kind) : windowed.get(kind - counted.size());
  }

  /** The start of a text. */
  History history() {
    return new History(traits, shape.lines());
  }

  /** A number that is another one if they are called otherwise. */
  int checksum() {
    CRC32C crc = new CRC32C();
    crc.update(String.join(",", names()).getBytes(StandardCharsets.UTF_8));
    return (int) crc.getValue();
  }

  /** How people call them, in their order. */
  List<String> names() {
    return Stream.concat(
            counted.stream().map(ContextKind::name),
            windowed.stream().map(kind -> MixtureShape.WINDOW + kind.name()))
        .toList();
  }
}
