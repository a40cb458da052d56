package dev.prose.spark;

import dev.prose.count.MergedWindows;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.spark.Partitioner;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * Sorts the windows of many sorted runs by range: each partition of the result has the windows
 * between two boundaries, merged, and the partitions follow each other.
 *
 * <p>The boundaries are the ends of blocks, at equal distances by bytes. Each run has each window
 * once, and its blocks begin elsewhere than those of others ({@link Blocks#ofRun}), so that the
 * ranges are about equal however the text is distributed.
 */
final class Ranges {
  private static final Logger LOG = LoggerFactory.getLogger(Ranges.class);

  private Ranges() {}

  /** An end of a block, for which half of its bytes stand. */
  // Never compared.
  @SuppressWarnings("ArrayRecordComponent")
  private record End(long[] window, int bytes) implements Serializable {}

  /** A piece of a run. No record: see {@link Block}. */
  private static final class Piece implements Serializable {
    private final int run;
    private final int place; // among the pieces of the run
    private final Block block;

    Piece(int run, int place, Block block) {
      this.run = run;
      this.place = place;
      this.block = block;
    }
  }

  /**
   * The windows of all runs in order.
   *
   * @param runs a sorted run in each partition; read twice, so it had better be persisted
   * @param words words per window
   * @param bytes about how many a range is to have
   * @param least how many ranges to make at least, if there are as many blocks
   */
  static JavaRDD<Block> of(JavaRDD<Block> runs, int words, long bytes, int least, Cluster cluster) {
    List<End> ends =
        new ArrayList<>(
            runs.flatMap(block -> ends(block).iterator()).collect().stream()
                .map(Sent::value)
                .toList());
    long all = ends.stream().mapToLong(End::bytes).sum();
    int most = Math.clamp(all / bytes + 1, least, Integer.MAX_VALUE);
    LOG.info("{} bytes of sorted windows go into at most {} ranges", all, most);
    Shared<long[][]> shared = cluster.share(boundaries(ends, all, most));
    int ranges = shared.value().length + 1;
    return runs.mapPartitionsToPair(blocks -> pieces(blocks, words, shared.value()))
        .partitionBy(new ByRange(ranges))
        .mapPartitions(pieces -> merged(pieces, words));
  }

  private static List<Sent<End>> ends(Block block) {
    int half = block.bytes().length / 2;
    return List.of(
        Sent.of(new End(block.first(), half)),
        Sent.of(new End(block.last(), block.bytes().length - half)));
  }

  /** The first windows of all ranges but the first one. */
  private static long[][] boundaries(List<End> ends, long all, int most) {
    ends.sort(Comparator.comparing(End::window, Arrays::compare));
    List<long[]> boundaries = new ArrayList<>();
    long before = 0;
    for (End end : ends) {
      // In doubles, because the product may be more than a long holds.
      boolean reached = (double) before * most >= (boundaries.size() + 1.0) * all;
      boolean greater =
          boundaries.isEmpty() || Arrays.compare(boundaries.getLast(), end.window) < 0;
      if (before > 0 && reached && greater && boundaries.size() < most - 1) {
        boundaries.add(end.window);
      }
      before += end.bytes;
    }
    return boundaries.toArray(long[][]::new);
  }

  private static int range(long[] window, long[][] boundaries) {
    int found = Arrays.binarySearch(boundaries, window, Arrays::compare);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** Cuts the blocks of a run at the boundaries. */
  private static Iterator<Tuple2<Integer, Piece>> pieces(
      Iterator<Block> blocks, int words, long[][] boundaries) {
    int run = TaskContext.getPartitionId();
    return new Iterator<>() {
      private Iterator<Tuple2<Integer, Block>> cut = List.<Tuple2<Integer, Block>>of().iterator();
      private int place;

      @Override
      public boolean hasNext() {
        while (!cut.hasNext() && blocks.hasNext()) {
          cut = cut(blocks.next(), words, boundaries).iterator();
        }
        return cut.hasNext();
      }

      @Override
      public Tuple2<Integer, Piece> next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        Tuple2<Integer, Block> next = cut.next();
        return new Tuple2<>(next._1(), new Piece(run, place++, next._2()));
      }
    };
  }

  private static List<Tuple2<Integer, Block>> cut(Block block, int words, long[][] boundaries) {
    int range = range(block.first(), boundaries);
    int last = range(block.last(), boundaries);
    if (range == last) {
      return List.of(new Tuple2<>(range, block));
    }
    List<Tuple2<Integer, Block>> cut = new ArrayList<>();
    BlockSource windows = new BlockSource(words, List.of(block).iterator());
    BlockWriter writer = new BlockWriter(words);
    while (next(windows)) {
      if (range < last && Arrays.compare(windows.window(), boundaries[range]) >= 0) {
        if (!writer.isEmpty()) {
          cut.add(new Tuple2<>(range, writer.take()));
        }
        range = range(windows.window(), boundaries);
      }
      writer.add(windows.window(), windows.count());
    }
    cut.add(new Tuple2<>(range, writer.take()));
    return cut;
  }

  private static boolean next(BlockSource windows) {
    try {
      return windows.next();
    } catch (IOException e) {
      throw new AssertionError("blocks are in memory", e);
    }
  }

  /** Merges all pieces of a range. */
  private static Iterator<Block> merged(Iterator<Tuple2<Integer, Piece>> pieces, int words)
      throws IOException {
    Map<Integer, List<Piece>> runs = new TreeMap<>();
    while (pieces.hasNext()) {
      Piece piece = pieces.next()._2();
      runs.computeIfAbsent(piece.run, _ -> new ArrayList<>()).add(piece);
    }
    List<BlockSource> sources = new ArrayList<>();
    for (List<Piece> run : runs.values()) {
      run.sort(Comparator.comparingInt((Piece piece) -> piece.place));
      sources.add(new BlockSource(words, run.stream().map(piece -> piece.block).iterator()));
    }
    return new Blocks(words, new MergedWindows(words, sources));
  }

  /** A range is a partition. */
  private static final class ByRange extends Partitioner {
    private final int ranges;

    ByRange(int ranges) {
      this.ranges = ranges;
    }

    @Override
    public int numPartitions() {
      return ranges;
    }

    @Override
    public int getPartition(Object key) {
      return (Integer) key;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ByRange that && that.ranges == ranges;
    }

    @Override
    public int hashCode() {
      return ranges;
    }
  }
}
