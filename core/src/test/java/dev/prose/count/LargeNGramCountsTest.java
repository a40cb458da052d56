package dev.prose.count;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.data.Tokens;
import dev.prose.model.NGramTrie;
import dev.prose.random.SplitMix64;
import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Texts longer than the chunks in which they are read and sorted, vocabularies of 1 to 21 bits per
 * token, windows of several words: compared with the text's positions sorted by what follows them,
 * in which each n-gram is a run of neighbours.
 */
class LargeNGramCountsTest {
  @ParameterizedTest
  @CsvSource({
    "1, 20, 40000, false",
    "2, 20, 70000, false",
    "65, 7, 80000, false",
    "300, 20, 20000, false",
    "300, 4, 70000, true",
    "70000, 5, 70000, false",
    "1100000, 6, 40000, true",
    "3, 9, 600000, false",
    "3, 6, 600000, true"
  })
  void areThoseOfTheSortedPositions(int vocabularySize, int order, int size, boolean sequences) {
    SplitMix64 random = new SplitMix64(size + order);
    int[] ids = new int[size];
    for (int i = 0; i < size; i++) {
      // Some parts repeat what came before, so that long n-grams too occur more than once.
      ids[i] =
          i % 7000 > 5000
              ? ids[i - 5000]
              : (int) (vocabularySize * Math.pow(random.nextDouble(), 2));
    }
    int separator = vocabularySize / 2;
    Tokens tokens = Tokens.of(ids, vocabularySize);
    NGramCounts counts =
        sequences
            ? NGramCounts.ofSequences(tokens, order, separator)
            : NGramCounts.of(tokens, order);
    assertEqual(
        counts,
        sequences ? new Windows(withEnds(ids, separator), separator) : new Windows(ids, -1));
    assertThat(counts.separator())
        .isEqualTo(sequences ? OptionalInt.of(separator) : OptionalInt.empty());
  }

  private static int[] withEnds(int[] ids, int separator) {
    boolean ended = ids[ids.length - 1] == separator;
    int[] all = new int[ids.length + (ended ? 1 : 2)];
    System.arraycopy(ids, 0, all, 1, ids.length);
    all[0] = separator;
    all[all.length - 1] = separator;
    return all;
  }

  /** The text from each position on, as far as a sequence goes. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Windows(int[] ids, int separator) {
    /** How many tokens of a window there are. */
    int length(int position, int order) {
      int end = position + 1;
      while (end < Math.min(ids.length, position + order)
          && (end == position + 1 || ids[end - 1] != separator)) {
        end++;
      }
      return end - position;
    }

    int compare(int a, int b, int lengthA, int lengthB) {
      return Arrays.compare(ids, a, a + lengthA, ids, b, b + lengthB);
    }
  }

  private static void assertEqual(NGramCounts counts, Windows windows) {
    int order = counts.order();
    int[] lengths =
        IntStream.range(0, windows.ids.length).map(i -> windows.length(i, order)).toArray();
    // The separator at the very end begins nothing.
    int begins = windows.separator < 0 ? lengths.length : lengths.length - 1;
    Comparator<Integer> comparator = (a, b) -> windows.compare(a, b, lengths[a], lengths[b]);
    int[] sorted = IntStream.range(0, begins).boxed().sorted(comparator).mapToInt(i -> i).toArray();
    NGramTrie trie = counts.trie();
    for (int level = 1; level <= order; level++) {
      int node = -1;
      int from = 0;
      int nodes = 0;
      while (from < sorted.length) {
        int first = sorted[from];
        int to = from + 1;
        if (lengths[first] >= level) {
          while (to < sorted.length
              && lengths[sorted[to]] >= level
              && windows.compare(first, sorted[to], level, level) == 0) {
            to++;
          }
          node = level == 1 ? windows.ids[first] : node + 1;
          nodes++;
          assertThat(trie.token(level, node)).isEqualTo(windows.ids[first + level - 1]);
          assertThat(counts.count(level, node)).isEqualTo(to - from);
          if (from % 100 == 0) {
            int[] nGram = Arrays.copyOfRange(windows.ids, first, first + level);
            assertThat(trie.nodeOf(nGram)).isEqualTo(node);
          }
        }
        from = to;
      }
      if (level > 1) {
        assertThat(trie.size(level)).isEqualTo(nodes);
      }
    }
  }
}
