package dev.prose.token.words;

import dev.prose.token.bpe.BpeVocabulary;
import dev.prose.token.bpe.PieceCounts;
import dev.prose.token.bpe.PieceTokenization;
import dev.prose.token.pieces.Splitters;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Gives the most frequent words of a text tokens of their own, and runs of digits and of white
 * space, too; whatever has none is spelled in bytes, so that nothing is lost.
 */
public final class WordTokenization extends PieceTokenization {
  /** The most tokens that there are unless a size is given. */
  public static final int MOST_BY_DEFAULT = 1 << 16;

  private static final int BYTES = 1 << Byte.SIZE;

  private final OptionalInt size;

  /**
   * @param size of the vocabulary, with the 256 bytes; if empty, every word that occurs at least
   *     twice has a token, up to {@link #MOST_BY_DEFAULT}
   * @throws IllegalArgumentException if it is below 256
   */
  public WordTokenization(OptionalInt size) {
    this(size, 1);
  }

  private WordTokenization(OptionalInt size, double trainFraction) {
    super(Splitters.named("words"), vocabularies(size), trainFraction);
    if (size.isPresent() && size.getAsInt() < BYTES) {
      throw new IllegalArgumentException(
          "vocabulary size must be at least %d, one token for each byte, but is %d"
              .formatted(BYTES, size.getAsInt()));
    }
    this.size = size;
  }

  @Override
  public WordTokenization forSplit(double trainFraction) {
    return new WordTokenization(size, trainFraction);
  }

  private static Vocabularies vocabularies(OptionalInt size) {
    int most = size.orElse(MOST_BY_DEFAULT);
    long least = size.isPresent() ? 1 : 2;
    return counts -> vocabulary(counts, most, least);
  }

  private static BpeVocabulary vocabulary(PieceCounts counts, int size, long least) {
    // The pieces are in the order of their bytes, in which equally frequent ones stay.
    List<byte[]> words =
        IntStream.range(0, counts.size())
            .boxed()
            .filter(piece -> counts.count(piece) >= least && counts.bytes(piece).length > 1)
            .sorted(Comparator.comparingLong((Integer piece) -> counts.count(piece)).reversed())
            .limit(size - BYTES)
            .map(counts::bytes)
            .toList();
    return BpeVocabulary.of(words);
  }
}
