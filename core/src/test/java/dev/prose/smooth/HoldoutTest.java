package dev.prose.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;
import dev.prose.model.NGramTrie;
import dev.prose.random.SplitMix64;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HoldoutTest {
  private static final int VOCABULARY = 4;
  private static final int SEPARATOR = 1;

  private static Tokens text(long seed, int size) {
    int[] ids = new SplitMix64(seed).ints(size, 0, VOCABULARY).toArray();
    return Tokens.of(ids, VOCABULARY);
  }

  /** All n-grams that occur, by their tokens. */
  private static Map<List<Integer>, Long> occurring(NGramCounts counts) {
    Map<List<Integer>, Long> occurring = new HashMap<>();
    Deque<List<Integer>> open = new ArrayDeque<>(List.of(List.of()));
    while (!open.isEmpty()) {
      List<Integer> context = open.pop();
      int[] ids = context.stream().mapToInt(id -> id).toArray();
      for (int next = 0; next < VOCABULARY && ids.length < counts.order(); next++) {
        int[] longer = Arrays.copyOf(ids, ids.length + 1);
        longer[ids.length] = next;
        if (counts.trie().nodeOf(longer) != NGramTrie.NONE) {
          List<Integer> nGram = Arrays.stream(longer).boxed().toList();
          open.push(nGram);
          if (counts.countOf(longer) > 0) {
            occurring.put(nGram, counts.countOf(longer));
          }
        }
      }
    }
    return occurring;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void whatIsLeftIsWhatBeginsAndEndsBeforeTheEnd(int order) {
    for (int size : new int[] {0, 1, 9, 10, 50, 1000}) {
      Tokens all = text(size, size);
      Holdout holdout = Holdout.of(NGramCounts.of(all, order), all);
      int boundary = size - size / 10;
      assertThat(holdout.end().toArray()).isEqualTo(all.slice(boundary, size).toArray());
      Map<List<Integer>, Long> expected = new HashMap<>();
      for (int begin = 0; begin < boundary - order + 1; begin++) {
        for (int length = 1; length <= order; length++) {
          int[] nGram = all.slice(begin, begin + length).toArray();
          expected.merge(Arrays.stream(nGram).boxed().toList(), 1L, Long::sum);
        }
      }
      assertThat(occurring(holdout.counts())).as("size %d", size).isEqualTo(expected);
    }
  }

  @Test
  void ofManySequencesWholeOnesAreHeldOut() {
    for (int size : new int[] {10, 50, 1000}) {
      Tokens all = text(size, size);
      Holdout holdout = Holdout.of(NGramCounts.ofSequences(all, 4, SEPARATOR), all);
      long boundary = size - holdout.end().size();
      assertThat(boundary).isBetween((long) (size - size / 10), (long) size);
      assertThat(all.at(boundary - 1) == SEPARATOR || boundary == size).isTrue();
      assertThat(occurring(holdout.counts()))
          .as("size %d", size)
          .isEqualTo(occurring(NGramCounts.ofSequences(all.slice(0, boundary), 4, SEPARATOR)));
    }
  }

  @Test
  void aLongTextHoldsOutNoMoreThanItNeeds() {
    Tokens all = Tokens.of(new int[2_600_000], 1);
    assertThat(Holdout.of(NGramCounts.of(all, 2), all).end().size()).isEqualTo(250_000);
  }

  @Test
  void countsOfAnotherTextCannotBeTakenAway() {
    NGramCounts counts = NGramCounts.of(text(1, 20), 3);
    NGramCounts others = NGramCounts.of(text(2, 100), 3);
    assertThatIllegalArgumentException().isThrownBy(() -> counts.minus(others));
  }
}
