package dev.prose.token.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class Gpt4oSplitterTest extends ExpressionContract {
  @Override
  Splitter splitter() {
    return Splitters.named("gpt4o");
  }

  @Override
  List<String> expressions() {
    return List.of(
        "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+");
  }

  @Test
  void aWordEndsBeforeACapital() {
    assertThat(Pieces.of(splitter(), "myHTMLParser's ISN'T\tok //\n\n x"))
        .containsExactly("my", "HTMLParser's", " ISN'T", "\tok", " //\n\n", " x");
  }

  @Test
  void aMarkOrALetterWithoutCaseEndsAWordOfCapitals() {
    assertThat(Pieces.of(splitter(), "A\u0301B \u0301AB"))
        .containsExactly("A\u0301", "B", " \u0301", "AB");
  }
}
