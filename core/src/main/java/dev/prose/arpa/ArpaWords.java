package dev.prose.arpa;

import dev.prose.token.Tokenizer;
import dev.prose.token.chars.CharacterWords;

/**
 * The words that ARPA files give a meaning, and those of a tokenizer's tokens: {@link
 * Tokenizer#word}, but {@link #UNKNOWN} for its unknown token. For characters they are those of
 * {@link CharacterWords}. KenLM and SRILM train and score such models on texts in this form, with a
 * space between words.
 */
public final class ArpaWords {
  /** The word before a sentence. */
  public static final String BEGIN = "<s>";

  /** The word after a sentence. */
  public static final String END = "</s>";

  /** The word for everything unknown. */
  public static final String UNKNOWN = "<unk>";

  /** The same, as some tools write it. */
  static final String UNKNOWN_IN_CAPITALS = "<UNK>";

  private ArpaWords() {}

  /** Whether a word stands for everything unknown. */
  static boolean isUnknown(String word) {
    return word.equals(UNKNOWN) || word.equals(UNKNOWN_IN_CAPITALS);
  }

  /** The words of a tokenizer's tokens, [id]. */
  static String[] of(Tokenizer tokenizer) {
    String[] words = new String[tokenizer.vocabularySize()];
    for (int id = 0; id < words.length; id++) {
      words[id] = tokenizer.word(id);
    }
    tokenizer.unknownToken().ifPresent(id -> words[id] = UNKNOWN);
    return words;
  }
}
