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
   * @param codePoint the word's character; {@link ArpaWords#NO_CHARACTER} for {@link #SENTENCE}
   */
  record Word(String name, int codePoint) {}

  private final ArpaLines lines;
  private final List<Word> words = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<Integer, Word> byCodePoint = new HashMap<>();

  ReadWords(ArpaLines lines) {
    this.lines = lines;
    words.add(new Word(ArpaWords.END, ArpaWords.NO_CHARACTER));
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

  /** Whether a character is among the words. */
  boolean has(int codePoint) {
    return byCodePoint.containsKey(codePoint);
  }

  /** The number of a word in the current line, which is added if it is new. */
  int number(String name) {
    Integer number = numbers.get(name);
    return number != null ? number : added(name);
  }

  private int added(String name) {
    int codePoint = ArpaWords.codePoint(name);
    if (codePoint == ArpaWords.NO_CHARACTER) {
      throw lines.fault(
          "the word '%s' is no single character. Bring a model of text whose characters stand apart, with <sp> for a space"
              .formatted(shown(name)));
    }
    Word word = new Word(name, codePoint);
    Word same = byCodePoint.putIfAbsent(codePoint, word);
    if (same != null) {
      throw lines.fault(
          "the words '%s' and '%s' are both the character U+%04X"
              .formatted(shown(same.name), shown(name), codePoint));
    }
    numbers.put(name, words.size());
    words.add(word);
    return words.size() - 1;
  }

  /** A word, or what stands in its place, as a message shows it: escaped and shortened. */
  static String shown(String name) {
    int end = name.offsetByCodePoints(0, Math.min(SHOWN, name.codePointCount(0, name.length())));
    return CharacterNames.escaped(name.substring(0, end)) + (end < name.length() ? "…" : "");
  }
}
