package dev.prose.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The jar on a real cluster, one of whose machines dies in the middle of the work. */
@EnabledIfSystemProperty(named = "prose.spark.jar", matches = ".+", disabledReason = "no jar yet")
@Timeout(value = 110, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KilledWorkerClusterTest {
  private static final int SIZE = 8_000_000; // characters, so that there is a middle

  @TempDir private Path folder;

  @Test
  void aDeadWorkerChangesNothing() throws IOException, InterruptedException {
    Path text = Files.writeString(folder.resolve("text.txt"), SameAsOneMachineTest.text(SIZE, 1));
    String[] options = {"--data", text.toString(), "--order", "5"};
    try (StandaloneCluster cluster =
        StandaloneCluster.start(Files.createDirectories(folder.resolve("cluster")), 2)) {
      Path out = folder.resolve("spark");
      Process driver =
          cluster.submit(
              List.of("--conf", "spark.prose.slices=8"),
              "--model",
              "ngram",
              "--out-dir",
              out.toString(),
              "--data",
              text.toString(),
              "--order",
              "5");
      try {
        StandaloneCluster.await(
            "a counted slice", () -> cluster.worker(0).hasBlock() || !driver.isAlive());
        cluster.worker(0).kill();
        boolean killedInTheMiddle = driver.isAlive();
        assertThat(driver.waitFor(80, TimeUnit.SECONDS)).isTrue();
        assertThat(driver.exitValue()).as(cluster.written("driver.err")).isZero();
        assertThat(killedInTheMiddle).isTrue();
        assertThat(cluster.written("driver.err")).contains("Lost executor");
        CommandRun expected = CommandRun.here(folder.resolve("here"), options);
        assertThat(CommandRun.files(out)).isEqualTo(expected.files());
        assertThat(CommandRun.withoutTimes(cluster.written("driver.out"), out))
            .isEqualTo(expected.out());
      } finally {
        driver.destroyForcibly();
      }
    }
  }
}
