package dev.prose.eval;

import dev.prose.count.BigramCounts;
import dev.prose.count.UnigramCounts;
import dev.prose.data.TokenizedText;
import dev.prose.data.Tokens;
import dev.prose.model.SequenceScorer;
import dev.prose.token.Tokenizer;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What can be counted in a text.
 *
 * @param name what reports call the text
 * @param sha256 the SHA-256 of the bytes it was read from
 * @param lines ended by a line feed, a carriage return, or both; the last one may have no end
 * @param words runs of characters that are no white space
 * @param bytes of the text in UTF-8, however it was encoded
 * @param characters from the most frequent one on, with how often each occurs
 * @param unigramNats the lowest loss of a model that looks at nothing before a character, in nats
 *     per character
 * @param bigramNats the lowest loss of a table of pairs, in nats per character; NaN where there are
 *     no pairs
 */
public record TextStatistics(
    String name,
    String sha256,
    long lines,
    long words,
    long bytes,
    List<Frequency> characters,
    double unigramNats,
    double bigramNats) {

  /** How often a character occurs. */
  public record Frequency(int codePoint, long count) {}

  /**
   * How much of a text is of one class.
   *
   * @param distinct how many different characters
   * @param count how many characters
   */
  public record Share(int distinct, long count) {
    static final Share NONE = new Share(0, 0);

    Share plus(Frequency character) {
      return new Share(distinct + 1, count + character.count);
    }
  }

  /**
   * Counts what is in a text.
   *
   * @param text whose tokens are characters
   * @throws IllegalArgumentException if a token is not a character
   * @throws dev.prose.text.InvalidDataException if the text has too many different characters for a
   *     table of pairs
   */
  public static TextStatistics of(TokenizedText text) {
    int[] codePoints = codePoints(text.tokenizer());
    UnigramCounts counts = UnigramCounts.of(text.tokens());
    List<Frequency> characters =
        IntStream.range(0, codePoints.length)
            .mapToObj(id -> new Frequency(codePoints[id], counts.count(id)))
            .filter(character -> character.count > 0)
            .sorted(Comparator.comparingLong((Frequency character) -> -character.count))
            .toList();
    Walk walk = Walk.along(text.tokens(), codePoints);
    return new TextStatistics(
        text.name(),
        text.sha256(),
        walk.lines,
        walk.words,
        characters.stream().mapToLong(each -> each.count * utf8Length(each.codePoint)).sum(),
        characters,
        counts.optimum(),
        BigramCounts.of(text.tokens()).optimum());
  }

  /** [id] */
  private static int[] codePoints(Tokenizer tokenizer) {
    int[] codePoints = new int[tokenizer.vocabularySize()];
    for (int id = 0; id < codePoints.length; id++) {
      String symbol = tokenizer.decode(id);
      if (symbol.codePointCount(0, symbol.length()) != 1) {
        throw new IllegalArgumentException(
            "token %d, %s, is no single character".formatted(id, tokenizer.quoted(id)));
      }
      codePoints[id] = symbol.codePointAt(0);
    }
    return codePoints;
  }

  /** Counts lines and words while going through a text. */
  private static final class Walk {
    private long lines;
    private long words;
    private boolean insideLine;
    private boolean insideWord;
    private int before;

    static Walk along(Tokens tokens, int[] codePoints) {
      Walk walk = new Walk();
      int[] chunk = new int[(int) Math.min(tokens.size(), SequenceScorer.CHUNK)];
      for (long from = 0; from < tokens.size(); from += chunk.length) {
        int count = (int) Math.min(chunk.length, tokens.size() - from);
        tokens.copyTo(from, chunk, 0, count);
        for (int i = 0; i < count; i++) {
          walk.step(codePoints[chunk[i]]);
        }
      }
      walk.lines += walk.insideLine ? 1 : 0;
      return walk;
    }

    private void step(int codePoint) {
      boolean secondHalf = codePoint == '\n' && before == '\r';
      boolean lineEnd = codePoint == '\n' || codePoint == '\r';
      lines += lineEnd && !secondHalf ? 1 : 0;
      insideLine = !lineEnd;
      boolean space = Character.isWhitespace(codePoint);
      words += insideWord || space ? 0 : 1;
      insideWord = !space;
      before = codePoint;
    }
  }

  private static int utf8Length(int codePoint) {
    return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }

  /** How many characters there are, that is Unicode code points. */
  public long length() {
    return characters.stream().mapToLong(Frequency::count).sum();
  }

  /** How much of each class the text has; classes that it has none of are left out. */
  public Map<CharacterClass, Share> classes() {
    Map<CharacterClass, Share> classes = new EnumMap<>(CharacterClass.class);
    for (Frequency character : characters) {
      classes.merge(
          CharacterClass.of(character.codePoint),
          Share.NONE.plus(character),
          (before, _) -> before.plus(character));
    }
    return classes;
  }

  /** The loss of a model that knows only which characters there are, in nats per character. */
  public double uniformNats() {
    return Math.log(characters.size());
  }
}
