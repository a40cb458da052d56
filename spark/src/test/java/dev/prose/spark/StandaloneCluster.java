package dev.prose.spark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A Spark cluster of this machine: a master and workers, each a JVM of its own, on the loopback
 * interface. Its Spark is the one on the tests' class path.
 */
final class StandaloneCluster implements AutoCloseable {
  static final Path JAR = Path.of(System.getProperty("prose.spark.jar"));
  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration TO_START = Duration.ofSeconds(40);

  private final Path folder;
  private final Path home; // SPARK_HOME
  private final String address;
  private final Process master;
  private final List<Worker> workers = new ArrayList<>();

  /**
   * A worker.
   *
   * @param localFiles where its executors keep blocks
   */
  record Worker(Process process, Path localFiles) {
    /** Ends the worker and its executors at once, as a power failure would. */
    void kill() {
      List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
      all.add(process.toHandle());
      all.forEach(ProcessHandle::destroyForcibly);
    }

    /** Whether an executor of it has a block on the disk. */
    boolean hasBlock() {
      try (Stream<Path> files = Files.walk(localFiles)) {
        return files.anyMatch(file -> String.valueOf(file.getFileName()).startsWith("rdd_"));
      } catch (IOException | UncheckedIOException e) {
        return false; // one was removed meanwhile
      }
    }
  }

  private StandaloneCluster(Path folder) throws IOException {
    this.folder = folder;
    this.home = Files.createDirectories(folder.resolve("spark-home"));
    Path jars = Files.createDirectories(home.resolve("jars"));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      // Prose comes in the jar that is submitted.
      boolean prose = !entry.endsWith(".jar") || entry.contains("prose-");
      if (!prose) {
        Files.createSymbolicLink(jars.resolve(String.valueOf(path.getFileName())), path);
      }
    }
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    this.address = "spark://" + LOOPBACK + ":" + port;
    this.master =
        java(
            "master",
            folder.resolve("master"),
            List.of("-Xmx256m"),
            "org.apache.spark.deploy.master.Master",
            "--host",
            LOOPBACK,
            "--port",
            String.valueOf(port),
            "--webui-port",
            "0");
  }

  /** Starts a cluster whose files are in a folder. */
  static StandaloneCluster start(Path folder, int workers) throws IOException {
    StandaloneCluster cluster = new StandaloneCluster(folder);
    try {
      await("the master", () -> cluster.says("master", "I have been elected leader"));
      for (int i = 0; i < workers; i++) {
        cluster.addWorker("worker" + i);
      }
      for (int i = 0; i < workers; i++) {
        String name = "worker" + i;
        await(name, () -> cluster.says(name, "Successfully registered with master"));
      }
      return cluster;
    } catch (IOException | RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  private void addWorker(String name) throws IOException {
    Path local = Files.createDirectories(folder.resolve(name + "-local"));
    Process process =
        java(
            name,
            local,
            List.of("-Xmx256m"),
            "org.apache.spark.deploy.worker.Worker",
            "--host",
            LOOPBACK,
            "--cores",
            "1",
            "--memory",
            "1g",
            "--webui-port",
            "0",
            "--work-dir",
            folder.resolve(name + "-work").toString(),
            address);
    workers.add(new Worker(process, local));
  }

  Worker worker(int index) {
    return workers.get(index);
  }

  /** Submits Prose's jar, as {@code spark-submit} does. */
  Process submit(List<String> options, String... arguments) throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--master",
                address,
                "--class",
                "dev.prose.spark.Train",
                "--conf",
                "spark.driver.host=" + LOOPBACK,
                "--conf",
                "spark.executor.memory=700m",
                "--conf",
                "spark.ui.enabled=false"));
    all.addAll(options);
    all.add(JAR.toString());
    all.addAll(Arrays.asList(arguments));
    List<String> jvm = new ArrayList<>(List.of("-Xmx700m"));
    jvm.addAll(List.of(System.getProperty("prose.spark.jvm.options").split(" ", -1)));
    return java(
        "driver",
        folder.resolve("driver-local"),
        jvm,
        "org.apache.spark.deploy.SparkSubmit",
        all.toArray(String[]::new));
  }

  private Process java(
      String name, Path local, List<String> options, String mainClass, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-XX:-UsePerfData", "-cp", home.resolve("jars") + "/*", mainClass));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("SPARK_HOME", home.toString());
    environment.put("SPARK_SCALA_VERSION", "2.13");
    environment.put("SPARK_LOCAL_IP", LOOPBACK);
    environment.put("SPARK_LOCAL_DIRS", Files.createDirectories(local).toString());
    builder.redirectError(folder.resolve(name + ".err").toFile());
    builder.redirectOutput(folder.resolve(name + ".out").toFile());
    return builder.start();
  }

  /** What a process has written. */
  String written(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  private boolean says(String name, String words) {
    try {
      return written(name + ".err").contains(words) || written(name + ".out").contains(words);
    } catch (IOException e) {
      return false;
    }
  }

  static void await(String what, BooleanSupplier condition) {
    Instant end = Instant.now().plus(TO_START);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError(what + " has not come in " + TO_START);
      }
      sleep();
    }
  }

  static void sleep() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    workers.forEach(Worker::kill);
    master.destroyForcibly();
  }
}
