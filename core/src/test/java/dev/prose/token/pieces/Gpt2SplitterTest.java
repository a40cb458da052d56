package dev.prose.token.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class Gpt2SplitterTest extends ExpressionContract {
  @Override
  Splitter splitter() {
    return Splitters.named("gpt2");
  }

  @Override
  List<String> expressions() {
    return List.of(
        Gpt2Splitter.EXPRESSION,
        "'(?:[sdmt]|ll|ve|re)| ?\\p{L}++| ?\\p{N}++| ?[^\\s\\p{L}\\p{N}]++|\\s++$|\\s+(?!\\S)|\\s");
  }

  @Test
  void aSpaceBelongsToTheWordAfterIt() {
    assertThat(Pieces.of(splitter(), "I'll say:  it's 1st, isn'T\n\n  it?"))
        .containsExactly(
            "I", "'ll", " say", ":", " ", " it", "'s", " 1", "st", ",", " isn", "'", "T", "\n\n ",
            " it", "?");
  }
}
