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
 * @param cached the kinds that are counted over what was just read
 * @param traits the characters' traits
 * @param classes of words
 */
record Kinds(
    MixtureShape shape,
    List<ContextKind> counted,
    List<CachedKind> cached,
    CharacterTraits traits,
    WordClasses classes) {
  Kinds(MixtureShape shape, CharacterTraits traits, WordClasses classes) {
    this(shape, shape.counted(), shape.cached(), traits, classes);
  }

  /** The kinds for learning a text, whose words are put into classes if a kind looks at them. */
  static Kinds of(MixtureShape shape, CharacterTraits traits, int... tokens) {
    return new Kinds(
        shape,
        traits,
        shape.looksAtClasses()
            ? WordClustering.of(tokens, traits, shape.lines())
            : WordClasses.NONE);
  }

  /** Number of kinds that vote. */
  int size() {
    return counted.size() + cached.size() + (foresees() ? 1 : 0);
  }

  /** Whether the last kind is {@link NextClass}. */
  boolean foresees() {
    return shape.foresees();
  }

  /** All that is counted over the whole text: the counted kinds, and what the last kind needs. */
  List<ContextKind> tables() {
    return foresees()
        ? Stream.concat(counted.stream(), ContextKind.OF_NEXT_CLASS.stream()).toList()
        : counted;
  }

  int vocabularySize() {
    return traits.size();
  }

  /** How many of the counted kinds go on where the chain ends. They follow it in the list. */
  int wordKinds() {
    return (int) counted.stream().filter(ContextKind.WORDS::contains).count();
  }

  /** The sizes by which a kind's counts share weights. */
  Buckets buckets(int kind) {
    if (kind < counted.size()) {
      return Buckets.COUNTED;
    }
    return kind < counted.size() + cached.size() ? Buckets.CACHED : Buckets.PROBABILITIES;
  }

  /** How far back a kind remembers what it read, in characters; 0 if it counts a whole text. */
  int reach(int kind) {
    int memory = kind - counted.size();
    return memory >= 0 && memory < cached.size() ? cached.get(memory).decay().reach() : 0;
  }

  /** Chooses the rows of the gate's table. */
  Selectors selectors() {
    return new Selectors(traits.foldedCount(), shape.looksAtClasses());
  }

  /** A history at the start of a text. */
  History history() {
    return new History(traits, classes, shape.lines());
  }

  /** The key that a kind of the chain has at a position of a text. */
  long chainKey(int[] tokens, int position, int length) {
    long key = History.NO_CHARACTERS;
    boolean begun = true; // whether the text has begun so many characters before
    for (int back = 1; back <= length; back++) {
      int at = position - back;
      begun &= at >= 0 && !(shape.lines() && traits.isLineEnd(tokens[at]));
      key = History.hash(key, begun ? tokens[at] : History.NOTHING);
    }
    return key;
  }

  /** A checksum of the names, by which a file tells that its kinds are these. */
  int checksum() {
    CRC32C crc = new CRC32C();
    crc.update(String.join(",", names()).getBytes(StandardCharsets.UTF_8));
    return (int) crc.getValue();
  }

  /** The names as they are shown: first the counted kinds, then the cached ones, then the last. */
  List<String> names() {
    return Stream.of(
            counted.stream().map(ContextKind::name),
            cached.stream().map(CachedKind::name),
            foresees() ? Stream.of(NextClass.NAME) : Stream.<String>empty())
        .flatMap(each -> each)
        .toList();
  }
}
