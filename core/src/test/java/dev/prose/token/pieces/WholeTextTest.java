package dev.prose.token.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WholeTextTest extends SplitterContract {
  @Override
  Splitter splitter() {
    return Splitters.named("whole");
  }

  @Test
  void cutsNothing() {
    assertThat(Pieces.of(splitter(), "To be, or not\n\nto be"))
        .containsExactly("To be, or not\n\nto be");
  }
}
