package dev.prose.smooth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.count.NGramCounts;
import dev.prose.count.RandomText;
import dev.prose.count.TextbookCounts;
import dev.prose.count.TrieMaps;
import dev.prose.data.Tokens;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdjustedCountsTest {
  private static void assertEqualsDefinition(RandomText text) {
    NGramCounts counts = text.counts();
    assertThat(TrieMaps.of(counts.trie(), AdjustedCounts.of(counts)))
        .as("%s", text)
        .isEqualTo(
            new TextbookCounts(text.tokens().toArray(), text.order(), text.separator()).adjusted());
  }

  @Test
  void shorterNGramsCountWhatComesBeforeThem() {
    for (long seed = 0; seed < 500; seed++) {
      assertEqualsDefinition(RandomText.whole(seed));
    }
  }

  @Test
  void beginningsOfSequencesCountTheirOccurrences() {
    for (long seed = 0; seed < 1000; seed++) {
      assertEqualsDefinition(RandomText.ofSequences(seed));
    }
  }

  @Test
  void theBeginningOfATextCountsAsOneMoreToken() {
    // 0 0 1 0 0: 0 comes after the beginning, 0 and 1, 1 after 0; 00 after the beginning and 1.
    NGramCounts counts = NGramCounts.of(Tokens.of(new int[] {0, 0, 1, 0, 0}, 2), 3);
    assertThat(TrieMaps.of(counts.trie(), AdjustedCounts.of(counts)))
        .containsEntry(List.of(0), 3L)
        .containsEntry(List.of(1), 1L)
        .containsEntry(List.of(0, 0), 2L)
        .containsEntry(List.of(0, 1), 1L)
        .containsEntry(List.of(1, 0), 1L)
        .containsEntry(List.of(0, 0, 1), 1L);
  }
}
