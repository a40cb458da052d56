package dev.prose.mixture;

import dev.prose.token.chars.Vocabulary;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a mixture knows of each character, by token id. The rest of the model sees only ids. This
 * works for every script: a script without case folds nothing, and one without vowel letters has no
 * vowel groups.
 *
 * <p>The traits are saved with the model, because Unicode's properties of a character may change
 * between versions.
 */
final class CharacterTraits {
  private static final String VOWELS = "aeiouyαεηιουωаеиоуыэюяіє";
  private static final String SHORT = "йў"; // they decompose into a vowel and an accent
  private static final String MARKS = ".?!;:。？！；：";
  private static final String APOSTROPHES = "'\u2019";

  private static final int LETTER = 1;
  private static final int VOWEL = 1 << 1;
  private static final int MARK = 1 << 2;
  private static final int LINE_END = 1 << 3;
  private static final int RETURN = 1 << 4;
  private static final int FOLDED_SHIFT = 5;

  private final int[] codes; // [id]: the folded character's number, shifted, and the flags
  private final int foldedCount;

  private CharacterTraits(int[] codes) {
    this.codes = codes;
    this.foldedCount = 1 + IntStream.of(codes).map(code -> code >>> FOLDED_SHIFT).max().orElse(-1);
  }

  static CharacterTraits of(Vocabulary vocabulary) {
    int[] codes = new int[vocabulary.size()];
    Map<Integer, Integer> numbers = new HashMap<>();
    for (int id = 0; id < codes.length; id++) {
      int codePoint = vocabulary.itos(id);
      int fold = Character.toLowerCase(Character.toUpperCase(codePoint));
      int number = numbers.computeIfAbsent(fold, each -> numbers.size());
      codes[id] = number << FOLDED_SHIFT | flags(codePoint, fold);
    }
    return new CharacterTraits(codes);
  }

  private static int flags(int codePoint, int fold) {
    boolean letter =
        Character.isLetter(codePoint)
            || isCombining(codePoint)
            || APOSTROPHES.indexOf(codePoint) >= 0;
    boolean vowel = VOWELS.indexOf(withoutAccent(fold)) >= 0 && SHORT.indexOf(fold) < 0;
    return (letter ? LETTER : 0)
        | (vowel ? VOWEL : 0)
        | (MARKS.indexOf(codePoint) >= 0 ? MARK : 0)
        | (codePoint == '\n' ? LINE_END : 0)
        | (codePoint == '\r' ? RETURN : 0);
  }

  /** Whether the character is written onto the letter before it: an accent, or a vowel sign. */
  private static boolean isCombining(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private static int withoutAccent(int codePoint) {
    return Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFD).codePointAt(0);
  }

  /**
   * Restores traits from what {@link #codes} returned.
   *
   * @throws IllegalArgumentException if {@link #codes} cannot have returned these
   */
  static CharacterTraits ofCodes(int... codes) {
    for (int code : codes) {
      Requirement.require(
          code >= 0 && code >>> FOLDED_SHIFT < codes.length, "a character has the traits " + code);
    }
    return new CharacterTraits(codes.clone());
  }

  /** The traits as one number per token id, for {@link #ofCodes}. */
  int[] codes() {
    return codes.clone();
  }

  /** Number of characters. */
  int size() {
    return codes.length;
  }

  /** Number of different characters when case is ignored. */
  int foldedCount() {
    return foldedCount;
  }

  /** A character's number when case is ignored, from 0 to {@link #foldedCount} - 1. */
  int folded(int id) {
    return codes[id] >>> FOLDED_SHIFT;
  }

  /** Like {@link #folded}, but also takes {@link History#NOTHING}, which it returns unchanged. */
  int foldedOrNothing(int id) {
    return id == History.NOTHING ? History.NOTHING : folded(id);
  }

  /** Whether the character is part of a word: a letter, a combining sign, or an apostrophe. */
  boolean isLetter(int id) {
    return (codes[id] & LETTER) != 0;
  }

  /** What the character is, whichever it is: the same for all consonants, say. */
  int kindOf(int id) {
    return codes[id] & (1 << FOLDED_SHIFT) - 1;
  }

  boolean isVowel(int id) {
    return (codes[id] & VOWEL) != 0;
  }

  /** Whether the character ends a sentence or a clause. */
  boolean isMark(int id) {
    return (codes[id] & MARK) != 0;
  }

  /** Whether the character is a carriage return, which some texts have before each line end. */
  boolean isReturn(int id) {
    return (codes[id] & RETURN) != 0;
  }

  boolean isLineEnd(int id) {
    return (codes[id] & LINE_END) != 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CharacterTraits traits && Arrays.equals(codes, traits.codes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(codes);
  }
}
