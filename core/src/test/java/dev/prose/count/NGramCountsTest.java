package dev.prose.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.data.Tokens;
import dev.prose.model.NGramTrie;
import dev.prose.random.SplitMix64;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class NGramCountsTest {
  private static void assertEqualsDefinition(RandomText text) {
    TextbookCounts expected =
        new TextbookCounts(text.tokens().toArray(), text.order(), text.separator());
    assertThat(TrieMaps.of(text.counts())).as("%s", text).isEqualTo(expected.raw());
  }

  @Test
  void everyNGramOfATextIsCounted() {
    for (long seed = 0; seed < 500; seed++) {
      assertEqualsDefinition(RandomText.whole(seed));
    }
  }

  @Test
  void everyNGramOfSequencesIsCountedAndNoneGoesAcross() {
    for (long seed = 0; seed < 1000; seed++) {
      assertEqualsDefinition(RandomText.ofSequences(seed));
    }
  }

  @Test
  void sequencesBeginAndEndWithTheSeparator() {
    // ab | nothing | a, not ended: 9 divides.
    NGramCounts counts = NGramCounts.ofSequences(Tokens.of(new int[] {1, 2, 9, 9, 1}, 10), 3, 9);
    assertThat(TrieMaps.of(counts).keySet())
        .containsExactlyInAnyOrder(
            List.of(1),
            List.of(2),
            List.of(9),
            List.of(9, 1),
            List.of(1, 2),
            List.of(2, 9),
            List.of(9, 9),
            List.of(1, 9),
            List.of(9, 1, 2),
            List.of(1, 2, 9),
            List.of(9, 1, 9));
    assertThat(counts.countOf(9)).isEqualTo(3);
    assertThat(counts.countOf(9, 1)).isEqualTo(2);
    assertThat(counts.countOf(1, 2)).isEqualTo(1);
    assertThat(counts.countOf(2, 9, 9)).isZero();
    assertThatThrownBy(() -> counts.countOf(10)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> counts.countOf(1, 1, 1, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void noTextIsNoSequenceAndASeparatorAloneAnEmptyOne() {
    assertThat(TrieMaps.of(NGramCounts.ofSequences(Tokens.of(new int[0], 3), 2, 0))).isEmpty();
    assertThat(TrieMaps.of(NGramCounts.ofSequences(Tokens.of(new int[1], 3), 2, 0)))
        .containsOnlyKeys(List.of(0), List.of(0, 0));
  }

  @Test
  void aPartOfATextIsCountedAsATextOfItsOwn() {
    int[] ids = new SplitMix64(5).ints(300, 0, 4).toArray();
    Tokens part = Tokens.of(ids, 4).slice(100, 250);
    TextbookCounts expected = new TextbookCounts(part.toArray(), 4, OptionalInt.of(3));
    assertThat(TrieMaps.of(NGramCounts.ofSequences(part, 4, 3))).isEqualTo(expected.raw());
  }

  @Test
  void whatCannotBeCountedIsRefused() {
    Tokens tokens = Tokens.of(new int[] {0, 1}, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NGramCounts.of(tokens, 0))
        .withMessageContaining("from 1 to " + NGramTrie.MAX_ORDER);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NGramCounts.of(tokens, NGramTrie.MAX_ORDER + 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NGramCounts.ofSequences(tokens, 2, 2))
        .withMessageContaining("separator");
    assertThatIllegalArgumentException().isThrownBy(() -> NGramCounts.ofSequences(tokens, 2, -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NGramCounts.of(Tokens.of(new int[0], 0), 2))
        .withMessageContaining("vocabulary");
  }
}
