package dev.prose.arpa;

import dev.prose.model.NGramTrie;
import dev.prose.token.Tokenizer;
import java.util.List;

/** How the words of an ARPA file become tokens. */
public abstract sealed class ArpaTokens permits CharacterTokens, WordTokens, GivenTokens {
  /** Each word is a character, as {@link dev.prose.token.chars.CharacterWords} writes it. */
  public static ArpaTokens characters() {
    return new CharacterTokens();
  }

  /**
   * The words are what a text has between its white space, as for KenLM and SRILM. The unknown word
   * is always a token; where a file has none, its probability is 10^-100, as KenLM has it.
   */
  public static ArpaTokens whitespace() {
    return new WordTokens();
  }

  /**
   * The words are those of a tokenizer's tokens, of any kind. Tokens that the file lacks share the
   * probability of its unknown word evenly, so that the sum stays what it was.
   */
  public static ArpaTokens of(Tokenizer tokenizer) {
    return new GivenTokens(tokenizer);
  }

  /**
   * What a word stands for; no two words of a file may stand for the same.
   *
   * @throws IllegalArgumentException if that is no token; its message goes on after the word
   */
  abstract String meaning(String word);

  /** How a message says what two words stand for. */
  abstract String described(String meaning);

  /**
   * Gives each word its token.
   *
   * @param words of the file
   * @param possible [word], whether it has a probability above 10^-99 or is part of a longer n-gram
   * @throws IllegalArgumentException if that cannot be; the message says why
   */
  abstract Assignment assign(List<ReadWords.Word> words, boolean... possible);

  /** Which token each word is. */
  static final class Assignment {
    private final Tokenizer tokenizer;
    private final int[] tokens; // [word]
    private final int unknown; // word

    /**
     * @param unknown the word that stands for everything unknown, or {@link NGramTrie#NONE}
     * @param tokens [word], NONE if it is left out
     */
    Assignment(Tokenizer tokenizer, int unknown, int... tokens) {
      this.tokenizer = tokenizer;
      this.unknown = unknown;
      this.tokens = tokens;
    }

    Tokenizer tokenizer() {
      return tokenizer;
    }

    /** The token of a word, or NONE. */
    int token(int word) {
      return tokens[word];
    }

    /** The tokens, [word]. */
    int[] tokens() {
      return tokens.clone();
    }

    /** The word whose probability tokens of no word share, or NONE. */
    int unknown() {
      return unknown;
    }
  }
}
