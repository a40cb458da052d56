package dev.prose.spark;

import org.apache.spark.sql.SparkSession;

/** A session within the tests' JVM, which all tests share. */
final class LocalSpark {
  private static final SparkSession SESSION =
      SparkSession.builder()
          .master("local[2,4]") // a task is tried 4 times, as on a cluster
          .appName("tests")
          .config("spark.ui.enabled", false)
          // Many sessions have it; the cluster in ClusterTest has Java's.
          .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
          .config("spark.hadoop.fs." + FaultyFiles.SCHEME + ".impl", FaultyFiles.class.getName())
          .config("spark.driver.bindAddress", "127.0.0.1")
          .config("spark.driver.host", "127.0.0.1")
          .config("spark.sql.shuffle.partitions", 2)
          .getOrCreate();

  private LocalSpark() {}

  static SparkSession session() {
    return SESSION;
  }
}
