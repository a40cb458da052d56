package dev.prose.mixture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.token.chars.CharTokenizer;
import org.junit.jupiter.api.Test;

/** What characters of many scripts are taken for. */
class CharacterTraitsTest {
  /** A trait of a character. */
  @FunctionalInterface
  private interface Trait {
    boolean has(CharacterTraits traits, int id);
  }

  /** The characters of a text that have a trait. */
  private static String those(String text, Trait trait) {
    CharTokenizer tokenizer = CharTokenizer.of(text);
    CharacterTraits traits = CharacterTraits.of(tokenizer.vocabulary());
    StringBuilder those = new StringBuilder();
    for (int id : tokenizer.encode(text)) {
      those.append(trait.has(traits, id) ? tokenizer.decode(id) : "");
    }
    return those.toString();
  }

  private static String ofWords(String text) {
    return those(text, CharacterTraits::isLetter);
  }

  private static String vowels(String text) {
    return those(text, CharacterTraits::isVowel);
  }

  private static String marks(String text) {
    return those(text, CharacterTraits::isMark);
  }

  /** Number of different characters of a text, ignoring case. */
  private static int folded(String text) {
    return CharacterTraits.of(CharTokenizer.of(text).vocabulary()).foldedCount();
  }

  @Test
  void ascii() {
    assertThat(ofWords("Don't, 2 x\n")).isEqualTo("Don'tx");
    assertThat(vowels("AEIOUYbcd aeiouy'")).isEqualTo("AEIOUYaeiouy");
    assertThat(marks("a. b? c! d; e: f, (g) -")).isEqualTo(".?!;:");
    assertThat(folded("aAbB?")).isEqualTo(3);
    assertThat(those("a\nb\r ", CharacterTraits::isLineEnd)).isEqualTo("\n");
  }

  @Test
  void latinWithAccents() {
    String composed = "ÉéÀüñçŷ";
    assertThat(ofWords(composed)).isEqualTo(composed);
    assertThat(vowels(composed)).isEqualTo("ÉéÀüŷ");
    assertThat(folded("éÉeE")).as("an accent is no case").isEqualTo(2);
    String decomposed = "cafe\u0301s";
    assertThat(ofWords(decomposed)).as("the accent is part of the word").isEqualTo(decomposed);
    assertThat(vowels(decomposed)).startsWith("ae").doesNotContain("s");
    assertThat(ofWords("l\u2019été")).isEqualTo("l\u2019été");
  }

  @Test
  void digraphsOfThreeCases() {
    String digraph = "\u01C4\u01C5\u01C6"; // upper, title, lower
    assertThat(ofWords(digraph)).isEqualTo(digraph);
    assertThat(folded(digraph)).isEqualTo(1);
    assertThat(vowels(digraph)).isEmpty();
  }

  @Test
  void greek() {
    assertThat(vowels("αβγδεζηθικλμνξοπρστυφχψω")).isEqualTo("αεηιουω");
    assertThat(vowels("ΆΈΉΊΌΎΏάέήίόύώϊϋΐΗ")).isEqualTo("ΆΈΉΊΌΎΏάέήίόύώϊϋΐΗ");
    assertThat(folded("Σσς")).as("the sigma at a word's end").isEqualTo(1);
    assertThat(ofWords("Ὀδυσσεύς, ")).isEqualTo("Ὀδυσσεύς");
  }

  @Test
  void cyrillic() {
    assertThat(vowels("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")).isEqualTo("аеёиоуыэюя");
    assertThat(vowels("ЙйЎў")).as("consonants that look like vowels with an accent").isEmpty();
    assertThat(vowels("ЇїІіЄєЁё")).isEqualTo("ЇїІіЄєЁё");
    assertThat(folded("ЙйИи")).isEqualTo(2);
  }

  @Test
  void devanagari() {
    String word = "हिन्दी"; // letters, vowel signs, and a sign for no vowel
    assertThat(ofWords(word + " ।")).isEqualTo(word);
    assertThat(folded(word)).isEqualTo((int) word.chars().distinct().count());
  }

  @Test
  void chineseAndJapanese() {
    assertThat(ofWords("漢字とカナ。")).isEqualTo("漢字とカナ");
    assertThat(vowels("漢字とカナ")).isEmpty();
    assertThat(marks("何？はい。！；：、")).isEqualTo("？。！；：");
    assertThat(ofWords("\uD842\uDFB7")).as("beyond the first plane").isEqualTo("\uD842\uDFB7");
  }
}
