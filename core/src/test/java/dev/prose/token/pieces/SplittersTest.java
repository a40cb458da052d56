package dev.prose.token.pieces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SplittersTest {
  @Test
  void eachNameHasASplitter() {
    assertThat(Splitters.names()).containsExactly("gpt2", "gpt4", "gpt4o", "words", "whole");
    assertThat(Splitters.names()).extracting(Splitters::named).doesNotHaveDuplicates();
  }

  @Test
  void anUnknownNameIsRefusedWithTheKnownOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Splitters.named("gpt5"))
        .withMessage("no splitter is called \"gpt5\"; there are gpt2, gpt4, gpt4o, words, whole");
  }
}
