package dev.prose.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.count.WindowPacking;
import dev.prose.count.WindowSource;
import dev.prose.random.SplitMix64;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

class BlocksTest {
  private static final Cluster CLUSTER = new Cluster(LocalSpark.session());
  private static final JavaSparkContext SPARK = CLUSTER.spark();

  /** Random windows, ascending, each with a count. */
  private static NavigableMap<long[], Long> windows(WindowPacking packing, int size, long seed) {
    SplitMix64 random = new SplitMix64(seed);
    NavigableMap<long[], Long> windows = new TreeMap<>(Arrays::compare);
    for (int i = 0; i < size; i++) {
      long[] window = new long[packing.words()];
      for (int place = random.nextInt(packing.length()); place >= 0; place--) {
        packing.prepend(random.nextInt(1000), window);
      }
      windows.put(window, i % 7 == 0 ? Long.MAX_VALUE >> random.nextInt(62) : 1);
    }
    return windows;
  }

  private static Blocks blocks(NavigableMap<long[], Long> windows, int words, int bytes) {
    return new Blocks(words, source(windows, words), bytes);
  }

  private static WindowSource source(NavigableMap<long[], Long> windows, int words) {
    var entries = windows.entrySet().iterator();
    return new WindowSource(words) {
      @Override
      protected long read(long[] window) {
        if (!entries.hasNext()) {
          return END;
        }
        var entry = entries.next();
        System.arraycopy(entry.getKey(), 0, window, 0, words);
        return entry.getValue();
      }
    };
  }

  private static NavigableMap<long[], Long> read(List<Block> blocks, int words) throws IOException {
    NavigableMap<long[], Long> windows = new TreeMap<>(Arrays::compare);
    BlockSource source = new BlockSource(words, blocks.iterator());
    long[] last = new long[words];
    while (source.next()) {
      assertThat(Arrays.compare(last, source.window())).isNegative();
      last = source.window().clone();
      windows.put(last, source.count());
    }
    return windows;
  }

  @Test
  void giveBackTheirWindows() throws IOException {
    for (int length : new int[] {1, 5, 6, 7, 13, 30}) {
      WindowPacking packing = WindowPacking.of(length, 1000);
      for (int bytes : new int[] {1, 100, 1 << 20}) {
        NavigableMap<long[], Long> windows = windows(packing, 500, length);
        List<Block> blocks = new ArrayList<>();
        blocks(windows, packing.words(), bytes).forEachRemaining(blocks::add);
        assertThat(listed(read(blocks, packing.words()))).isEqualTo(listed(windows));
        assertThat(blocks.getFirst().first()).isEqualTo(windows.firstKey());
        assertThat(blocks.getLast().last()).isEqualTo(windows.lastKey());
      }
    }
    Blocks none = blocks(new TreeMap<>(Arrays::compare), 1, 9);
    assertThat(none.hasNext()).isFalse();
    assertThatThrownBy(none::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void rangesHaveTheWindowsOfAllRunsInOrderAndAreAboutEqual() throws IOException {
    WindowPacking packing = WindowPacking.of(13, 1000);
    int words = packing.words();
    NavigableMap<long[], Long> all = new TreeMap<>(Arrays::compare);
    List<List<Block>> runs = new ArrayList<>();
    for (int run = 0; run < 5; run++) {
      List<Block> blocks = new ArrayList<>();
      if (run != 3) { // which is empty
        NavigableMap<long[], Long> windows = windows(packing, 4000, run);
        windows.replaceAll((window, count) -> Math.min(count, 1L << 40));
        windows.forEach((window, count) -> all.merge(window, count, Long::sum));
        blocks(windows, words, 2000).forEachRemaining(blocks::add);
      }
      runs.add(blocks);
    }
    JavaRDD<Block> rdd = SPARK.parallelize(runs, runs.size()).flatMap(List::iterator);
    for (int most : new int[] {1, 2, 8, 40}) {
      List<List<Block>> ranges =
          Ranges.of(rdd, words, Long.MAX_VALUE, most, CLUSTER).glom().collect();
      assertThat(ranges.size()).isLessThanOrEqualTo(most);
      List<Block> blocks = ranges.stream().flatMap(List::stream).toList();
      assertThat(listed(read(blocks, words))).isEqualTo(listed(all));
      if (most == 8) {
        assertThat(ranges).hasSize(8);
        assertThat(ranges.stream().mapToInt(range -> size(range)))
            .allSatisfy(size -> assertThat(size).isBetween(all.size() / 12, all.size() / 6));
      }
    }
  }

  /** In a form that can be compared. */
  private static List<String> listed(NavigableMap<long[], Long> windows) {
    return windows.entrySet().stream()
        .map(entry -> Arrays.toString(entry.getKey()) + " " + entry.getValue())
        .toList();
  }

  @Test
  void noRangeOfManyRunsThatAreAlikeIsLarge() {
    WindowPacking packing = WindowPacking.of(5, 1000);
    List<List<Block>> runs = new ArrayList<>();
    for (int run = 0; run < 40; run++) {
      List<Block> blocks = new ArrayList<>();
      NavigableMap<long[], Long> windows = windows(packing, 1000, run);
      windows.replaceAll((window, count) -> 1L);
      Blocks.ofRun(packing.words(), source(windows, packing.words()), run, 2000)
          .forEachRemaining(blocks::add);
      runs.add(blocks);
    }
    JavaRDD<Block> rdd = SPARK.parallelize(runs, runs.size()).flatMap(List::iterator);
    List<List<Block>> ranges =
        Ranges.of(rdd, packing.words(), Long.MAX_VALUE, 20, CLUSTER).glom().collect();
    int all = ranges.stream().mapToInt(range -> size(range)).sum();
    assertThat(ranges).hasSize(20);
    assertThat(ranges.stream().mapToInt(range -> size(range)))
        .allSatisfy(size -> assertThat(size).isLessThan(2 * all / 20)); // all in memory
  }

  private static int size(List<Block> range) {
    return range.stream().mapToInt(Block::windows).sum();
  }
}
