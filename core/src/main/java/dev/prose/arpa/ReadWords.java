package dev.prose.arpa;

import dev.prose.token.CharacterNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words of a file, numbered in the order in which they come. Both words around sentences have
 * the number {@link #SENTENCE}: where one sentence ends the next begins.
 */
final class ReadWords {
  static final int SENTENCE = 0;

  private static final int SHOWN = 40; // characters of a word in a message

  /**
   * A word.
   *
   * @param name the word as the file has it
   * @param meaning what it stands for; empty for {@link #SENTENCE}
   */
  record Word(String name, String meaning) {}

  private final ArpaLines lines;
  private final ArpaTokens tokens;
  private final List<Word> words = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, Word> byMeaning = new HashMap<>();

  /**
   * @param lines of the file, for faults
   * @param tokens what the words can be
   */
  ReadWords(ArpaLines lines, ArpaTokens tokens) {
    this.lines = lines;
    this.tokens = tokens;
    words.add(new Word(ArpaWords.END, ""));
    numbers.put(ArpaWords.BEGIN, SENTENCE);
    numbers.put(ArpaWords.END, SENTENCE);
  }

  /** Number of words. */
  int size() {
    return words.size();
  }

  /** A word by its number. */
  Word word(int number) {
    return words.get(number);
  }

  /**
   * Gives each word its token.
   *
   * @param possible [word], whether it has a probability, or is part of a longer n-gram
   */
  ArpaTokens.Assignment assign(boolean... possible) {
    try {
      return tokens.assign(words, possible);
    } catch (IllegalArgumentException e) {
      throw lines.fault(String.valueOf(e.getMessage()));
    }
  }

  /** The number of a word in the current line, which is added if it is new. */
  int number(String name) {
    Integer number = numbers.get(name);
    return number != null ? number : added(name);
  }

  private int added(String name) {
    Word word = new Word(name, meaning(name));
    Word same = byMeaning.putIfAbsent(word.meaning, word);
    if (same != null) {
      throw lines.fault(
          "the words '%s' and '%s' are both %s"
              .formatted(shown(same.name), shown(name), tokens.described(word.meaning)));
    }
    numbers.put(name, words.size());
    words.add(word);
    return words.size() - 1;
  }

  private String meaning(String name) {
    try {
      return tokens.meaning(name);
    } catch (IllegalArgumentException e) {
      throw new UnfitWordException(
          lines.located("the word '%s' %s".formatted(shown(name), e.getMessage())));
    }
  }

  /** A word, or what stands in its place, as a message shows it: escaped and shortened. */
  static String shown(String name) {
    int end = name.offsetByCodePoints(0, Math.min(SHOWN, name.codePointCount(0, name.length())));
    return CharacterNames.escaped(name.substring(0, end)) + (end < name.length() ? "…" : "");
  }
}
