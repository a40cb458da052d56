package dev.prose.token.bpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.random.SplitMix64;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MergeTableTest {
  @Test
  void theRankOfEachPairIsThatOfAMap() {
    for (int size : new int[] {0, 1, 5, 2000}) {
      SplitMix64 random = new SplitMix64(size);
      Map<List<Integer>, Integer> ranks = new HashMap<>();
      List<List<Integer>> pairs = new ArrayList<>();
      while (pairs.size() < size) {
        List<Integer> pair = List.of(random.nextInt(100), random.nextInt(100));
        if (ranks.putIfAbsent(pair, pairs.size()) == null) {
          pairs.add(pair);
        }
      }
      int[] left = pairs.stream().mapToInt(List::getFirst).toArray();
      int[] right = pairs.stream().mapToInt(List::getLast).toArray();
      MergeTable table = new MergeTable(left, right, new int[size]);
      for (int first = 0; first < 100; first++) {
        for (int second = 0; second < 100; second++) {
          assertThat(table.rank(first, second))
              .isEqualTo(ranks.getOrDefault(List.of(first, second), MergeTable.NEVER));
        }
      }
    }
  }

  @Test
  void theGreatestIdsFitAndGreaterOnesDoNot() {
    int last = MergeTable.MOST_TOKENS - 1;
    MergeTable table = new MergeTable(new int[] {last}, new int[] {last}, new int[] {0});
    assertThat(table.rank(last, last)).isZero();
    assertThat(table.rank(last, last - 1)).isEqualTo(MergeTable.NEVER);
    assertThatThrownBy(() -> new MergeTable(new int[] {0}, new int[] {last + 1}, new int[] {0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there may be 2,097,152");
  }
}
