package dev.prose.spark;

import dev.prose.count.MergedWindows;
import dev.prose.count.NGramCounts;
import dev.prose.count.WindowPacking;
import dev.prose.count.WindowSource;
import dev.prose.smooth.CountCutoffs;
import dev.prose.text.InvalidDataException;
import dev.prose.token.Tokenizer;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * How often each sequence of tokens up to some length, the order, occurs in a text: on the machines
 * of a cluster, in order, until this is closed. {@link #collect} gives the same counts as {@link
 * NGramCounts} of the whole text.
 */
public final class DistributedCounts implements Closeable {
  private static final long RANGE = 1 << 26; // bytes

  private final SparkSession session;
  private final JavaRDD<Block> runs;
  private final JavaRDD<Block> ranges;
  private final List<RangeFacts> facts;
  private final Tokenizer tokenizer;
  private final int order;
  private final OptionalInt separator;
  private final int[] beginning;
  private final Cluster cluster;
  private final List<Closeable> owned;

  private DistributedCounts(
      SparkSession session,
      Cluster cluster,
      JavaRDD<Block> runs,
      JavaRDD<Block> ranges,
      List<RangeFacts> facts,
      CountableText text,
      int order,
      int[] beginning,
      Closeable... owned) {
    this.session = session;
    this.cluster = cluster;
    this.runs = runs;
    this.ranges = ranges;
    this.facts = facts;
    this.tokenizer = text.tokenizer();
    this.order = order;
    this.separator = text.separator();
    this.beginning = beginning;
    this.owned = List.of(owned);
  }

  /**
   * Counts a text.
   *
   * @param cluster has the text
   * @param owned what is closed with the counts
   */
  static DistributedCounts of(
      SparkSession session, Cluster cluster, CountableText text, int order, Closeable... owned) {
    int parallelism = session.sparkContext().defaultParallelism();
    return of(session, cluster, text, order, parallelism, owned);
  }

  /**
   * The same with so many ranges at least, if there are as many blocks.
   *
   * @param least how many
   */
  static DistributedCounts of(
      SparkSession session,
      Cluster cluster,
      CountableText text,
      int order,
      int least,
      Closeable... owned) {
    @Nullable JavaRDD<Block> runs = null;
    @Nullable JavaRDD<Block> ranges = null;
    boolean counted = false;
    try {
      NGramCounts.requireOrder(order);
      int vocabularySize = text.tokenizer().vocabularySize();
      int words = WindowPacking.of(order, vocabularySize).words();
      runs = text.runs(order).persist(StorageLevel.DISK_ONLY());
      ranges = Ranges.of(runs, words, RANGE, least, cluster).persist(StorageLevel.DISK_ONLY());
      List<RangeFacts> facts =
          ranges
              .mapPartitions(blocks ->
                  List.of(Sent.of(RangeFacts.of(blocks, order, vocabularySize))).iterator())
              .collect()
              .stream()
              .map(Sent::value)
              .toList();
      int[] beginning = text.beginning(order - 1);
      counted = true;
      return new DistributedCounts(
          session, cluster, runs, ranges, facts, text, order, beginning, owned);
    } finally { // no catch: what Spark throws is checked, and not declared
      if (!counted) {
        release(runs, ranges);
      }
    }
  }

  private static void release(@Nullable JavaRDD<Block> runs, @Nullable JavaRDD<Block> ranges) {
    if (runs != null) {
      runs.unpersist();
    }
    if (ranges != null) {
      ranges.unpersist();
    }
  }

  /** The longest n-grams' length. */
  public int order() {
    return order;
  }

  /** What encoded the text. */
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  /**
   * How many different n-grams of a length occur.
   *
   * @param n from 1 to the order
   */
  public long different(int n) {
    WindowPacking packing = WindowPacking.of(order, tokenizer.vocabularySize());
    long different = 0;
    long[] last = null;
    for (RangeFacts range : facts) {
      long[] first = range.first();
      if (first != null) {
        different += range.nGrams()[n - 1];
        // One that the range before has, too.
        if (last != null && packing.tokens(first) >= n && packing.shared(last, first) >= n) {
          different--;
        }
        last = range.last();
      }
    }
    return different;
  }

  /**
   * Brings all counts to the driver, one range after the other, on its heap.
   *
   * @throws InvalidDataException if n-grams of one length are more than {@link
   *     NGramCounts#MOST_OF_A_LENGTH}
   * @throws DriverMemoryException if they do not fit the driver's heap
   */
  public NGramCounts collect() throws IOException {
    long nodes = 0;
    for (int n = 1; n <= order; n++) {
      NGramCounts.requireFew(n, different(n));
      nodes += different(n);
    }
    long most = Runtime.getRuntime().maxMemory();
    DriverMemoryException.requireRoom(nodes, most);
    try {
      return built();
    } catch (OutOfMemoryError e) {
      throw new DriverMemoryException(nodes, most);
    }
  }

  /**
   * Brings the counts of n-grams that occur often enough to the driver: those that are left out are
   * so before they leave the cluster.
   *
   * @throws InvalidDataException if n-grams of one length are still more than {@link
   *     NGramCounts#MOST_OF_A_LENGTH}
   * @throws DriverMemoryException if they do not fit the driver's heap
   */
  public NGramCounts collect(CountCutoffs cutoffs) throws IOException {
    int vocabularySize = tokenizer.vocabularySize();
    int length = order;
    Shared<Seams> seams = cluster.share(Seams.of(facts, order, vocabularySize));
    Shared<List<Integer>> minimums = cluster.share(new ArrayList<>(cutoffs.minimums()));
    JavaRDD<Tuple2<Integer, Block>> cut =
        ranges
            .mapPartitionsWithIndex(
                (range, blocks) -> {
                  List<Block> all = new ArrayList<>();
                  blocks.forEachRemaining(all::add);
                  return new CutOff(
                          WindowPacking.of(length, vocabularySize),
                          new CountCutoffs(minimums.value()),
                          all,
                          seams.value(),
                          range)
                      .left();
                },
                true)
            .persist(StorageLevel.DISK_ONLY());
    try {
      List<Block> before =
          cut.filter(block -> block._1() == CutOff.BEFORE).map(Tuple2::_2).collect();
      Iterator<Block> inOrder =
          cut.filter(block -> block._1() == CutOff.IN_ORDER).map(Tuple2::_2).toLocalIterator();
      int words = WindowPacking.of(order, vocabularySize).words();
      List<BlockSource> sources = new ArrayList<>(List.of(new BlockSource(words, inOrder)));
      before.forEach(block -> sources.add(new BlockSource(words, List.of(block).iterator())));
      return built(new MergedWindows(words, sources));
    } catch (OutOfMemoryError e) {
      throw new DriverMemoryException("the n-grams", Runtime.getRuntime().maxMemory());
    } finally {
      cut.unpersist();
    }
  }

  private NGramCounts built() throws IOException {
    int words = WindowPacking.of(order, tokenizer.vocabularySize()).words();
    return built(new BlockSource(words, ranges.toLocalIterator()));
  }

  private NGramCounts built(WindowSource windows) throws IOException {
    NGramCounts.Builder builder = new NGramCounts.Builder(order, tokenizer.vocabularySize());
    separator.ifPresent(builder::separator);
    if (separator.isEmpty()) {
      builder.beginning(beginning);
    }
    while (windows.next()) {
      builder.add(windows.window(), windows.count());
    }
    return builder.build();
  }

  /**
   * The counts as a table, to be written as Parquet or asked in SQL. Its rows are in the order of
   * their tokens within each partition, and its columns:
   *
   * <ul>
   *   <li>{@code order}, an int: the n-gram's length
   *   <li>{@code tokens}, an array of ints: the ids of its tokens
   *   <li>{@code text}: what they stand for; bytes that are no UTF-8 become U+FFFD
   *   <li>{@code count}, a long: how often it occurs
   * </ul>
   *
   * <p>It can be read until this is closed.
   */
  public Dataset<Row> table() {
    return CountTable.of(
        session,
        ranges,
        cluster.share(Seams.of(facts, order, tokenizer.vocabularySize())),
        cluster.share(new TokenizerBox(tokenizer)),
        order);
  }

  /** Gives back the disks' space. */
  @Override
  public void close() throws IOException {
    release(runs, ranges);
    for (Closeable each : owned) {
      each.close();
    }
  }
}
