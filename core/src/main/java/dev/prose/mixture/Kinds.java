package dev.prose.mixture;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The kinds of context of one model, and what is needed to find their keys in a text.
 *
 * @param shape the model's shape, which names the kinds
 * @param counted the kinds that are counted over the whole text, the chain first
 * @param windowed the kinds that are counted over the last positions only
 * @param traits the characters' traits
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

  /** One kind by its number: first the counted kinds, then the windowed ones. */
  ContextKind get(int kind) {
    return kind < counted.size() ? counted.get(kind) : windowed.get(kind - counted.size());
  }

  /** A history at the start of a text. */
  History history() {
    return new History(traits, shape.lines());
  }

  /** A checksum of the names, by which a file tells that its kinds are these. */
  int checksum() {
    CRC32C crc = new CRC32C();
    crc.update(String.join(",", names()).getBytes(StandardCharsets.UTF_8));
    return (int) crc.getValue();
  }

  /** The names as they are shown, in the order of {@link #get}. */
  List<String> names() {
    return Stream.concat(
            counted.stream().map(ContextKind::name),
            windowed.stream().map(kind -> MixtureShape.WINDOW + kind.name()))
        .toList();
  }
}
