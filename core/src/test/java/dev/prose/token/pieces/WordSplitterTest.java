package dev.prose.token.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordSplitterTest extends ExpressionContract {
  @Override
  Splitter splitter() {
    return Splitters.named("words");
  }

  @Override
  List<String> expressions() {
    return List.of(WordSplitter.EXPRESSION);
  }

  @Test
  void aWordHasItsApostrophesAndNoSpaces() {
    assertThat(Pieces.of(splitter(), "'Tis  1599,\r\nlet\u2019s rock'n'roll''d!"))
        .containsExactly(
            "'",
            "Tis",
            "  ",
            "1599",
            ",",
            "\r",
            "\n",
            "let\u2019s",
            " ",
            "rock'n'roll",
            "'",
            "'",
            "d",
            "!");
  }
}
