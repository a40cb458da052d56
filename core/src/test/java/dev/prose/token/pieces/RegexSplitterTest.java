package dev.prose.token.pieces;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.random.SplitMix64;
import dev.prose.text.InvalidDataException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexSplitterTest extends SplitterContract {
  /** Java's search is slow. */
  @Override
  int large() {
    return 100_000;
  }

  /** Has gaps between its matches, and a look ahead. */
  @Override
  Splitter splitter() {
    return new RegexSplitter("\\p{L}+(?!\\p{N})|(?i:'s)| ?\\p{N}{2}|\\s(?=\\n)");
  }

  /** Matches nothing at many places. */
  @Nested
  class OfNothing extends SplitterContract {
    @Override
    int large() {
      return 100_000;
    }

    @Override
    Splitter splitter() {
      return new RegexSplitter("a*|(?=\\p{Lu})|\\n?$");
    }
  }

  @Test
  void whatIsBetweenMatchesIsAPieceToo() {
    assertThat(Pieces.of(new RegexSplitter("[aeiou]+"), "quietly so"))
        .containsExactly("q", "uie", "tly s", "o");
    assertThat(Pieces.of(new RegexSplitter("\uD83D\uDE00"), "a\uD83D\uDE00\uD83D\uDE01"))
        .containsExactly("a", "\uD83D\uDE00", "\uD83D\uDE01");
  }

  @Test
  void aMatchOfNothingOnlyEndsThePieceBefore() {
    assertThat(Pieces.of(new RegexSplitter("(?=\\p{Lu})"), "camelCaseWord"))
        .containsExactly("camel", "Case", "Word");
    assertThat(Pieces.of(new RegexSplitter("x*"), "a\uD83D\uDE00xx"))
        .containsExactly("a", "\uD83D\uDE00", "xx");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\d{1,3}(?=(?:\\d{3})*)",
        "a+?b|.",
        "(a|b)\\1",
        "[^\\r\\n]*\\R?",
        "(?i:straße)|[^ß]+",
        "(?>\\s+)x|\\S+",
        ".+$"
      })
  void cutsAsASearchThroughTheWholeText(String expression) {
    Splitter splitter = new RegexSplitter(expression);
    Pattern pattern =
        Pattern.compile(
            expression, Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNIX_LINES | Pattern.MULTILINE);
    for (long seed = 0; seed < 5_000; seed++) {
      String text = MixedText.of(new SplitMix64(seed)) + MixedText.of(new SplitMix64(~seed));
      assertThat(Pieces.of(splitter, text)).as("seed %d", seed).isEqualTo(Pieces.of(pattern, text));
    }
  }

  @Test
  @Timeout(20)
  void aSearchThatTriesAgainForEverIsGivenUp() {
    byte[] text = ("ok " + "a".repeat(40) + "!").getBytes(UTF_8);
    Splitter splitter = new RegexSplitter("ok |(a|aa)+\\1b");
    assertThat(splitter.end(text, 0, text.length, true)).isEqualTo(3);
    assertThatThrownBy(() -> splitter.end(text, 3, text.length, true))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageStartingWith(
            "the search for \"ok |(a|aa)+\\1b\" from byte 3 of the text was given up after"
                + " 1,041,000 steps, within 41 characters");
  }

  @Test
  @Timeout(20)
  void aSearchThatLooksAtAllOfALongTextForEachPieceIsGivenUp() {
    Splitter splitter = new RegexSplitter("a(?=.*b)|a");
    byte[] text = "a".repeat(100_000).getBytes(UTF_8);
    assertThatThrownBy(() -> splitter.end(text, 0, text.length, true))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageStartingWith("the search for \"a(?=.*b)|a\" from byte 0 of the text took ")
        .hasMessageEndingWith(
            " steps for a piece of 1 characters, within 100,000 characters: look less far ahead");
    assertThat(splitter.end(text, text.length - 3_000, text.length, true))
        .isEqualTo(text.length - 2_999);
  }

  @Test
  @Timeout(20)
  void aSearchThatNeedsTooMuchMemoryIsGivenUp() {
    byte[] text = "ab".repeat(500_000).getBytes(UTF_8);
    assertThatThrownBy(() -> new RegexSplitter("(?:a|b|cd)+").end(text, 0, text.length, true))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("\"(?:a|b|cd)+\" from byte 0 of the text needs more memory");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "(a; the regular expression \"(a\" cannot cut a text: Unclosed group (near character 3)",
        "\\p{Foo}; the regular expression \"\\p{Foo}\" cannot cut a text: \"\\p{Foo}\" is no general category, script or property that both Java and Hugging Face's library know",
        "\\p{IsHan}; the regular expression \"\\p{IsHan}\" cannot cut a text: \"\\p{IsHan}\" has another meaning in Hugging Face's library",
        "\\p{InGreek}; the regular expression \"\\p{InGreek}\" cannot cut a text: \"\\p{InGreek}\" has another meaning in Hugging Face's library",
        "\\p{Punct}; the regular expression \"\\p{Punct}\" cannot cut a text: \"\\p{Punct}\" has another meaning in Hugging Face's library",
        "\\pL; the regular expression \"\\pL\" cannot cut a text: write \\p{…} with the name in braces",
        "\\X; the regular expression \"\\X\" cannot cut a text: \"\\X\" has another meaning in Hugging Face's library",
        "[a-z--b]; the regular expression \"[a-z--b]\" cannot cut a text: \"--\" has another meaning in Hugging Face's library",
        "a\\; the regular expression \"a\\\" cannot cut a text: Unescaped trailing backslash (near character 3)",
        "a|(?<=b)c; the regular expression \"a|(?<=b)c\" cannot cut a text: \"(?<=\" looks at the text before a match",
        "\\bx; the regular expression \"\\bx\" cannot cut a text: \"\\b\" looks at the text before a match",
        "^x; the regular expression \"^x\" cannot cut a text: \"^\" looks at the text before a match",
        "\\h+; the regular expression \"\\h+\" cannot cut a text: \"\\h\" has another meaning in Hugging Face's library",
        "(?s:.); the regular expression \"(?s:.)\" cannot cut a text: \"(?s\" has another meaning in Hugging Face's library",
        "a{1,2}+; the regular expression \"a{1,2}+\" cannot cut a text: \"}+\" has another meaning in Hugging Face's library",
        "\\d{1,3}+; the regular expression \"\\d{1,3}+\" cannot cut a text: \"}+\" has another meaning in Hugging Face's library",
        "[[:alpha:]]; the regular expression \"[[:alpha:]]\" cannot cut a text: \"[:\" has another meaning in Hugging Face's library",
      })
  void whatIsNoExpressionOrLooksBackIsRefusedInOneLine(String expression, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RegexSplitter(expression))
        .withMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[^a]",
        "[(?<=b]",
        "\\^",
        "\\\\b",
        "\\[\\(\\?<=",
        "(?<a>b)",
        "\\p{L}+",
        "c{1,2}",
        "[}+]",
        "\\p{L}+\\x{41}+",
        "[\\d{]+"
      })
  void whatOnlySeemsToLookBackIsTaken(String expression) {
    assertThat(Pieces.of(new RegexSplitter(expression), "cd")).isNotEmpty();
  }
}
