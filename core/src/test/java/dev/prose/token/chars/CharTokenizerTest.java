package dev.prose.token.chars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.random.SplitMix64;
import dev.prose.text.InvalidDataException;
import dev.prose.token.OnUnknown;
import dev.prose.token.Tokenizer;
import dev.prose.token.TokenizerContract;
import dev.prose.token.UnknownCharacterException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(
    TestInstance.Lifecycle
        .PER_CLASS) // so that the tokenizer, 80 megabytes, is made once and let go
class CharTokenizerTest extends TokenizerContract {
  /** The symbols of tiny Shakespeare. */
  private static final String SHAKESPEARE =
      "\n !$&',-.3:;?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final CharTokenizer unicode = CharTokenizer.of(allOfUnicode());

  private static String allOfUnicode() {
    return IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
        .filter(codePoint -> Character.getType(codePoint) != Character.SURROGATE)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  @Override
  protected Tokenizer tokenizer() {
    return unicode;
  }

  @Override
  protected Tokenizer small() {
    return CharTokenizer.of(SHAKESPEARE + "é漢😀\u0301");
  }

  @Override
  protected String text(SplitMix64 random, int length) {
    return random
        .ints(length, 0, unicode.vocabularySize())
        .mapToObj(unicode::decode)
        .collect(Collectors.joining());
  }

  @Test
  void anIdIsOneWholeCodePointInAscendingOrder() {
    assertThat(unicode.vocabularySize()).isEqualTo(0x110000 - 0x800);
    assertThat(unicode.encode("a😀\uFFFF")).containsExactly('a', 0x1F600 - 0x800, 0xFFFF - 0x800);
    assertThat(CharTokenizer.of("z😀az\n").vocabulary().toString()).isEqualTo("\naz😀");
  }

  @Test
  void shakespeareHasTheIdsOfTheLesson() {
    CharTokenizer tokenizer = CharTokenizer.of(SHAKESPEARE);
    assertThat(tokenizer.vocabularySize()).isEqualTo(65);
    assertThat(tokenizer.encode("\n !$&',-.3Hab"))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 20, 39, 40);
    assertThat(tokenizer.encode("Hello, World!"))
        .containsExactly(20, 43, 50, 50, 53, 6, 1, 35, 53, 56, 50, 42, 2);
    assertThat(tokenizer.encode("First Citi"))
        .containsExactly(18, 47, 56, 57, 58, 1, 15, 47, 58, 47);
    assertThat(tokenizer.vocabulary().stoi('H')).isEqualTo(20);
    assertThat(tokenizer.vocabulary().itos(20)).isEqualTo('H');
  }

  @Test
  void anUnknownCharacterIsNamedWithItsPlace() {
    assertThatThrownBy(() -> CharTokenizer.of(SHAKESPEARE + "😀").encode("a😀é"))
        .isInstanceOfSatisfying(
            UnknownCharacterException.class,
            e -> {
              assertThat(e.codePoint()).isEqualTo('é');
              assertThat(e.position()).as("in code points").isEqualTo(2);
            })
        .hasMessage(
            "character 'é' (U+00E9, LATIN SMALL LETTER E WITH ACUTE) at position 2 is not in"
                + " the vocabulary of 66 characters");
  }

  @Test
  void unknownCharactersAreSkippedOrReplacedOnDemand() {
    Vocabulary letters = Vocabulary.of("abc");
    assertThat(new CharTokenizer(letters, OnUnknown.SKIP).encode("xa😀c")).containsExactly(0, 2);
    assertThat(replaced("abc", "xc")).isEqualTo("ac");
    assertThat(replaced("abc ", "xc")).isEqualTo(" c");
    assertThat(replaced("abc ?", "xc")).isEqualTo("?c");
    assertThat(replaced("abc ?\uFFFD", "xc")).isEqualTo("\uFFFDc");
  }

  private static String replaced(String vocabulary, String text) {
    var tokenizer = new CharTokenizer(Vocabulary.of(vocabulary), OnUnknown.REPLACE);
    return tokenizer.decode(tokenizer.encode(text));
  }

  @Test
  void aVocabularyHoldsWholeCharactersInOrder() {
    assertThatThrownBy(() -> Vocabulary.of("a\uD83Db")).isInstanceOf(InvalidDataException.class);
    assertThatThrownBy(() -> Vocabulary.ofCodePoints('b', 'a'))
        .isInstanceOf(InvalidDataException.class);
    assertThatThrownBy(() -> Vocabulary.ofCodePoints('a', 'a'))
        .isInstanceOf(InvalidDataException.class);
    assertThatThrownBy(() -> Vocabulary.ofCodePoints(-1)).isInstanceOf(InvalidDataException.class);
  }
}
