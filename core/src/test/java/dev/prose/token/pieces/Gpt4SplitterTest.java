package dev.prose.token.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class Gpt4SplitterTest extends ExpressionContract {
  @Override
  Splitter splitter() {
    return Splitters.named("gpt4");
  }

  @Override
  List<String> expressions() {
    return List.of(
        "'(?i:[sdmt]|ll|ve|re)|[^\\r\\n\\p{L}\\p{N}]?+\\p{L}++|\\p{N}{1,3}+| ?[^\\s\\p{L}\\p{N}]++[\\r\\n]*+|\\s++$|\\s*[\\r\\n]|\\s+(?!\\S)|\\s",
        Gpt4Splitter.CL100K.expression());
  }

  @Test
  void whiteSpaceGoesToALineEndAndAtTheEndOfTheTextFurther() {
    assertThat(Pieces.of(splitter(), "f() {\n  \n    x = 1234;\n}\n  "))
        .containsExactly(
            "f", "()", " {\n", "  \n", "   ", " x", " =", " ", "123", "4", ";\n", "}\n", "  ");
    assertThat(Pieces.of(splitter(), "a \n  ")).containsExactly("a", " \n  ");
    assertThat(Pieces.of(Gpt4Splitter.LLAMA3, "a \n  ")).containsExactly("a", " \n", "  ");
  }

  @Nested
  class OfLlama3 extends ExpressionContract {
    @Override
    Splitter splitter() {
      return Gpt4Splitter.LLAMA3;
    }

    @Override
    List<String> expressions() {
      return List.of(
          "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
          "'(?i:[sdmt]|ll|ve|re)|[^\\r\\n\\p{L}\\p{N}]?+\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]++[\\r\\n]*|\\s*[\\r\\n]|\\s+(?!\\S)|\\s+");
    }
  }

  @Nested
  class OfQwen2 extends ExpressionContract {
    @Override
    Splitter splitter() {
      return Gpt4Splitter.QWEN2;
    }

    @Override
    List<String> expressions() {
      return List.of(
          "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+");
    }
  }
}
