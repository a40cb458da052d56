package dev.prose.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.prose.data.Tokens;
import dev.prose.random.SplitMix64;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsTest {
  private static final WindowPacking PACKING = WindowPacking.of(9, 1000); // 2 words

  @TempDir private Path folder;

  /** Runs of random windows, and all of these counted in a map. */
  private static List<SortedWindows> runs(int count, Map<List<Long>, Long> all) {
    SplitMix64 random = new SplitMix64(count);
    List<SortedWindows> runs = new ArrayList<>();
    for (int r = 0; r < count; r++) {
      int size = random.nextInt(60);
      WindowSorter sorter = new WindowSorter(PACKING, size + 1);
      for (int i = 0; i < size; i++) {
        long[] window = new long[PACKING.words()];
        for (int place = random.nextInt(PACKING.length()); place >= 0; place--) {
          PACKING.prepend(random.nextInt(3) * 499, window);
        }
        sorter.add(window);
        all.merge(Arrays.stream(window).boxed().toList(), 1L, Long::sum);
      }
      runs.add(sorter.take());
    }
    return runs;
  }

  private void assertMergedFromAll(int count, long memory) throws IOException {
    Map<List<Long>, Long> expected =
        new TreeMap<>((a, b) -> Arrays.compare(a.toArray(Long[]::new), b.toArray(Long[]::new)));
    List<SortedWindows> given = runs(count, expected);
    List<List<Long>> windows = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    try (Runs runs = new Runs(PACKING, new Runs.Spill(memory, folder))) {
      Runs others = new Runs(PACKING, new Runs.Spill(memory, folder));
      for (int i = 0; i < count; i++) {
        (i < count / 3 ? others : runs).add(given.get(i));
      }
      runs.addAll(others);
      runs.drainTo((window, occurrences) -> {
        windows.add(Arrays.stream(window).boxed().toList());
        counts.add(occurrences);
      });
    }
    assertThat(windows).containsExactlyElementsOf(expected.keySet());
    assertThat(counts).containsExactlyElementsOf(expected.values());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void areMergedInMemory() throws IOException {
    for (int count : new int[] {0, 1, 2, 30}) {
      assertMergedFromAll(count, Long.MAX_VALUE);
    }
  }

  @Test
  void areMergedFromFilesAndMemory() throws IOException {
    for (int count : new int[] {1, 2, 30}) {
      assertMergedFromAll(count, 5000);
    }
  }

  @Test
  void moreFilesThanCanBeOpenAreMergedOnTheWay() throws IOException {
    assertMergedFromAll(500, 0);
  }

  @Test
  void countsAreTheSameWithLittleMemory() throws IOException {
    int[] ids = new SplitMix64(7).ints(600_000, 0, 9).map(i -> i * i / 9).toArray();
    Tokens tokens = Tokens.of(ids, 9);
    for (OptionalInt separator : new OptionalInt[] {OptionalInt.empty(), OptionalInt.of(4)}) {
      NGramCounter counter = NGramCounter.inMemory(6, separator);
      NGramCounts expected = counter.count(tokens);
      NGramCounts actual = counter.withMemory(1 << 20, folder).count(tokens);
      assertThat(TrieMaps.of(actual)).isEqualTo(TrieMaps.of(expected));
      assertThat(actual.beginning()).isEqualTo(expected.beginning());
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFolderThatIsNotThereIsNamed() throws IOException {
    Path missing = folder.resolve("missing");
    Tokens tokens = Tokens.of(new SplitMix64(7).ints(600_000, 0, 9).toArray(), 9);
    for (Tokens some : List.of(tokens, tokens.slice(0, 1000))) {
      assertThatIOException()
          .isThrownBy(() ->
              NGramCounter.inMemory(6, OptionalInt.empty()).withMemory(0, missing).count(some))
          .withMessageContaining(missing.toString());
    }
    assertThat(Files.exists(missing)).isFalse();
  }
}
