package dev.prose.spark;

import dev.prose.count.CountedWindows;
import dev.prose.count.NGramCounter;
import dev.prose.count.TokenRange;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * What jobs run on.
 *
 * @param files how its machines find files
 */
record Cluster(JavaSparkContext spark, HadoopFiles files) {
  private static final int SHARE_OF_HEAP = 8; // beside what Spark and the other tasks take

  static Cluster of(SparkSession session) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    // Not the context's own, which lacks what the session sets.
    Configuration configuration = session.sessionState().newHadoopConf();
    return new Cluster(
        spark, new HadoopFiles(spark.broadcast(new SerializableConfiguration(configuration))));
  }

  /**
   * Counts the windows of a range of tokens, in a task, as a sorted run.
   *
   * @param tokens are closed when the task ends
   */
  static Iterator<Block> run(TokenRange range, Closeable tokens, int order, OptionalInt separator)
      throws IOException {
    closeWithTask(tokens);
    int cores = Runtime.getRuntime().availableProcessors();
    long memory = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / cores;
    CountedWindows windows =
        NGramCounter.inMemory(order, separator)
            .withMemory(memory, SpanTokens.temporaryFolder())
            .count(range);
    closeWithTask(windows);
    return new Blocks(windows.window().length, windows);
  }

  private static void closeWithTask(Closeable closeable) {
    TaskContext.get()
        .addTaskCompletionListener(context -> {
          try {
            closeable.close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
