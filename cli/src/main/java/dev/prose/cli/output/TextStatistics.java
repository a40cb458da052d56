package dev.prose.cli.output;

import dev.prose.count.BigramCounts;
import dev.prose.count.UnigramCounts;
import dev.prose.data.Tokens;
import dev.prose.text.Corpus;
import dev.prose.token.CharTokenizer;
import dev.prose.token.Vocabulary;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What can be counted in a text.
 *
 * @param lines ended by a line feed, a carriage return, or both; the last one may have no end
 * @param words runs of characters that are no white space
 * @param bytes of the text in UTF-8, however it was encoded
 * @param characters from the most frequent one on, with how often each occurs
 * @param bigramNats the lowest loss of a table of pairs, in nats a character; NaN where there are
 *     no pairs
 * @param unigramNats the same where nothing that came before is known
 */
public record TextStatistics(
    Corpus corpus,
    long lines,
    long words,
    long bytes,
    List<Frequency> characters,
    double unigramNats,
    double bigramNats) {

  /** How often a character occurs, of all that there are. */
  record Frequency(int codePoint, long count) {}

  /**
   * How much of a text is of one class.
   *
   * @param distinct how many different characters
   * @param count how many characters
   */
  record Share(int distinct, long count) {
    static final Share NONE = new Share(0, 0);

    Share plus(Frequency character) {
      return new Share(distinct + 1, count + character.count);
    }
  }

  /**
   * Counts what is in a text.
   *
   * @throws dev.prose.text.InvalidDataException if the text has too many different characters for a
   *     table of pairs
   */
  public static TextStatistics of(Corpus corpus) {
    CharTokenizer tokenizer = CharTokenizer.of(corpus.text());
    Vocabulary vocabulary = tokenizer.vocabulary();
    Tokens tokens = Tokens.of(tokenizer.encode(corpus.text()), vocabulary.size());
    UnigramCounts counts = UnigramCounts.of(tokens);
    List<Frequency> characters =
        IntStream.range(0, vocabulary.size())
            .mapToObj(id -> new Frequency(vocabulary.itos(id), counts.count(id)))
            .sorted(Comparator.comparingLong((Frequency character) -> -character.count))
            .toList();
    return new TextStatistics(
        corpus,
        corpus.text().lines().count(),
        words(corpus.text()),
        characters.stream().mapToLong(each -> each.count * utf8Length(each.codePoint)).sum(),
        characters,
        counts.optimum(),
        BigramCounts.of(tokens).optimum());
  }

  // White space is never a surrogate, so that UTF-16 units will do.
  private static long words(String text) {
    long words = 0;
    boolean inside = false;
    for (int i = 0; i < text.length(); i++) {
      boolean space = Character.isWhitespace(text.charAt(i));
      words += inside || space ? 0 : 1;
      inside = !space;
    }
    return words;
  }

  private static int utf8Length(int codePoint) {
    return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }

  /** How many characters there are, that is Unicode code points. */
  long length() {
    return characters.stream().mapToLong(Frequency::count).sum();
  }

  /** What of each class there is, without those of which there is nothing. */
  Map<CharacterClass, Share> classes() {
    Map<CharacterClass, Share> classes = new EnumMap<>(CharacterClass.class);
    for (Frequency character : characters) {
      classes.merge(
          CharacterClass.of(character.codePoint),
          Share.NONE.plus(character),
          (before, _) -> before.plus(character));
    }
    return classes;
  }

  /** The loss of one who knows nothing but which characters there are, in nats a character. */
  double uniformNats() {
    return Math.log(characters.size());
  }
}
