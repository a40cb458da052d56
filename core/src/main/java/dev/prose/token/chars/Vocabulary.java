package dev.prose.token.chars;

import dev.prose.text.CodePoints;
import dev.prose.text.InvalidDataException;
import dev.prose.token.Tokenizer;
import java.util.Arrays;

/**
 * The set of symbols that a character model knows, with both mappings: {@link #stoi} from symbol to
 * id and {@link #itos} from id to symbol. A symbol is a Unicode code point, never half a surrogate
 * pair; ids count from 0 in the order of code points.
 */
public final class Vocabulary {
  /** What {@link #stoi} returns for a symbol that is not in the vocabulary. */
  public static final int UNKNOWN = -1;

  private final int[] itos; // [id], ascending code points
  private final int[] stoi; // [code point], up to the largest one below 2^16

  private Vocabulary(int[] sortedCodePoints) {
    this.itos = sortedCodePoints;
    int direct = 0;
    for (int codePoint : itos) {
      if (Character.isBmpCodePoint(codePoint)) {
        direct = codePoint + 1;
      }
    }
    this.stoi = new int[direct];
    Arrays.fill(stoi, UNKNOWN);
    for (int id = 0; id < itos.length && itos[id] < direct; id++) {
      stoi[itos[id]] = id;
    }
  }

  /**
   * The distinct code points of a text.
   *
   * @throws InvalidDataException if the text has half a surrogate pair, which is not a character
   */
  public static Vocabulary of(CharSequence text) {
    VocabularyBuilder builder = new VocabularyBuilder();
    CodePoints codePoints = new CodePoints(text);
    for (int count = codePoints.next(); count > 0; count = codePoints.next()) {
      builder.add(codePoints.chunk(), count);
    }
    return builder.build();
  }

  /**
   * The vocabulary of a tokenizer whose tokens are characters, for models that need to know these.
   *
   * @param what names what needs them in the message: "a mixture", for instance
   * @throws InvalidDataException if the tokens are of another kind
   */
  public static Vocabulary of(Tokenizer tokenizer, String what) {
    if (tokenizer instanceof CharTokenizer characters) {
      return characters.vocabulary();
    }
    throw new InvalidDataException(
        "%s needs tokens that are characters, and these are of another kind".formatted(what));
  }

  /**
   * The vocabulary in which {@code codePoints[id]} is the symbol of {@code id}.
   *
   * @throws InvalidDataException if the code points are not whole Unicode characters in strictly
   *     ascending order
   */
  public static Vocabulary ofCodePoints(int... codePoints) {
    for (int id = 0; id < codePoints.length; id++) {
      int codePoint = codePoints[id];
      boolean character =
          Character.isValidCodePoint(codePoint)
              && Character.getType(codePoint) != Character.SURROGATE;
      if (!character || (id > 0 && codePoint <= codePoints[id - 1])) {
        throw new InvalidDataException(
            "vocabulary entry %d is code point %d: entries must be whole Unicode characters in ascending order"
                .formatted(id, codePoint));
      }
    }
    return new Vocabulary(codePoints.clone());
  }

  /** Number of symbols, V. */
  public int size() {
    return itos.length;
  }

  /** The id of a code point, or {@link #UNKNOWN}. */
  public int stoi(int codePoint) {
    if (codePoint < stoi.length) {
      return stoi[codePoint];
    }
    return Math.max(Arrays.binarySearch(itos, codePoint), UNKNOWN);
  }

  /**
   * The code point of an id.
   *
   * @throws IndexOutOfBoundsException if there is no such id
   */
  public int itos(int id) {
    return itos[id];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vocabulary that && Arrays.equals(itos, that.itos);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(itos);
  }

  /** The symbols in order, as one string. */
  @Override
  public String toString() {
    return new String(itos, 0, itos.length);
  }
}
