package dev.prose.spark;

import dev.prose.count.CountedWindows;
import dev.prose.count.NGramCounter;
import dev.prose.count.TokenRange;
import dev.prose.count.WindowPacking;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.Utils;

/** The machines of a session, and what was sent to them, until this is closed. */
final class Cluster implements Closeable {
  private static final int SHARE_OF_HEAP = 8; // beside what Spark and the other tasks take

  private final JavaSparkContext spark;
  private final List<Broadcast<?>> broadcasts = new ArrayList<>();
  private final HadoopFiles files;

  Cluster(SparkSession session) {
    this.spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    // Not the context's own, which lacks what the session sets.
    Configuration configuration = session.sessionState().newHadoopConf();
    this.files = new HadoopFiles(broadcast(new SerializableConfiguration(configuration)));
  }

  JavaSparkContext spark() {
    return spark;
  }

  /** How its machines find files. */
  HadoopFiles files() {
    return files;
  }

  private <T> Broadcast<T> broadcast(T value) {
    Broadcast<T> broadcast = spark.broadcast(value);
    broadcasts.add(broadcast);
    return broadcast;
  }

  /** Has an object go to each executor once. */
  <T> Shared<T> share(T value) {
    return new Shared<>(broadcast(new Shared.Copy<>(Sent.of(value))));
  }

  /** Has bytes go to each executor once. */
  Broadcast<byte[]> share(byte[] bytes) {
    return broadcast(bytes);
  }

  /** Does something in a task for each of some inputs; the results are in their order. */
  <A, B> List<B> map(List<A> inputs, Function<A, B> function) {
    return inputs.isEmpty()
        ? List.of()
        : tasks(inputs).map(input -> Sent.of(function.call(input.value()))).collect().stream()
            .map(Sent::value)
            .toList();
  }

  /**
   * The same, and puts the results together, in any order.
   *
   * @param inputs at least one
   * @param together may change and give back the first
   */
  <A, B> B reduce(List<A> inputs, Function<A, B> function, Function2<B, B, B> together) {
    return tasks(inputs)
        .map(input -> Sent.of(function.call(input.value())))
        .treeReduce((a, b) -> Sent.of(together.call(a.value(), b.value())))
        .value();
  }

  /** A partition for each input. */
  <A> JavaRDD<Sent<A>> tasks(List<A> inputs) {
    return spark.parallelize(inputs.stream().map(Sent::of).toList(), inputs.size());
  }

  /** The numbers below one. */
  static List<Integer> upTo(int end) {
    return IntStream.range(0, end).boxed().toList();
  }

  /** Where a task keeps files. */
  static Path temporaryFolder() {
    return Path.of(Utils.getLocalDir(SparkEnv.get().conf()));
  }

  /** Has something closed when the task ends, however it does. */
  static <T extends Closeable> T closedWithTask(T closeable) {
    TaskContext.get()
        .addTaskCompletionListener(_ -> {
          try {
            closeable.close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return closeable;
  }

  /** Counts the windows of a range of tokens, in a task, as a sorted run. */
  static Iterator<Block> run(TokenRange range, int order, OptionalInt separator)
      throws IOException {
    int words = WindowPacking.of(order, range.tokens().vocabularySize()).words();
    long memory = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / tasksOfExecutor();
    CountedWindows windows =
        closedWithTask(
            NGramCounter.inMemory(order, separator)
                .withMemory(memory, temporaryFolder())
                .count(range));
    return Blocks.ofRun(words, windows, TaskContext.getPartitionId());
  }

  /** How many tasks this executor runs at once. */
  private static int tasksOfExecutor() {
    SparkConf conf = SparkEnv.get().conf();
    String master = conf.get("spark.master", "local");
    // By default an executor has all of its machine's cores, except where others schedule it.
    int cores =
        master.startsWith("yarn") || master.startsWith("k8s")
            ? 1
            : Runtime.getRuntime().availableProcessors();
    return Math.max(
        1, conf.getInt("spark.executor.cores", cores) / conf.getInt("spark.task.cpus", 1));
  }

  /** Takes back what was sent. */
  @Override
  public void close() {
    broadcasts.forEach(Broadcast::destroy);
    broadcasts.clear();
  }
}
