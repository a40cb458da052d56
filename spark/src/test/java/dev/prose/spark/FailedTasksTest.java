package dev.prose.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.token.Tokenizer;
import dev.prose.token.chars.CharTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that fail, whatever they are at. */
class FailedTasksTest {
  @TempDir private Path folder;

  private String file() throws IOException {
    Path file = folder.resolve("text.txt");
    if (!Files.exists(file)) {
      Files.writeString(file, SameAsOneMachineTest.text(60_000, 1));
    }
    return file.toString();
  }

  private CommandRun train(String... options) throws IOException {
    return CommandRun.onSpark(3, folder.resolve("out"), options);
  }

  @AfterEach
  void failNoMore() {
    FaultyFiles.fail(0);
  }

  @Test
  void areTriedAgainAndChangeNothing() throws IOException {
    for (String[] more :
        new String[][] {{"--lines"}, {"--tokenizer", "bpe", "--vocab-size", "300"}}) {
      CommandRun expected = CommandRun.here(folder.resolve("here"), options(file(), more));
      for (int failures = 1; failures <= 3; failures++) { // a task may fail three times
        FaultyFiles.fail(failures);
        CommandRun run = train(options("faulty://" + file(), more));
        assertThat(FaultyFiles.left()).isZero();
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo(expected.out());
      }
    }
  }

  private static String[] options(String file, String... more) {
    String[] options = new String[more.length + 4];
    System.arraycopy(new String[] {"--data", file, "--order", "3"}, 0, options, 0, 4);
    System.arraycopy(more, 0, options, 4, more.length);
    return options;
  }

  @Test
  void areToldWithoutAStackTraceWhenNothingHelps() throws IOException {
    FaultyFiles.fail(Integer.MAX_VALUE);
    CommandRun run = train("--data", "faulty://" + file(), "--order", "3");
    assertThat(run.code()).isEqualTo(74);
    assertThat(run.err()).contains("the disk is on fire").doesNotContain("at dev.prose");
    assertThat(run.files()).isEmpty();
    assertThat(run.out()).isEmpty();
  }

  @Test
  void leaveNothingOnTheDisks() throws IOException {
    Tokenizer tokenizer = CharTokenizer.of(SameAsOneMachineTest.text(60_000, 1));
    Dataset<String> documents =
        LocalSpark.session()
            .range(9)
            .map(
                (MapFunction<Long, String>)
                    _ -> {
                      throw new IllegalStateException("no document");
                    },
                Encoders.STRING());
    SparkCounting counting = SparkCounting.of(LocalSpark.session());
    assertThatThrownBy(() -> counting.counts(documents, tokenizer, 2))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no document");
    assertThat(LocalSpark.session().sparkContext().getPersistentRDDs().isEmpty()).isTrue();
  }

  @Test
  void aDriverThatIsTooSmallIsToldBeforeAnythingIsFetched() throws IOException {
    DriverMemoryException.requireRoom(1_000_000, 100 << 20);
    assertThatThrownBy(() -> DriverMemoryException.requireRoom(2_000_000_000L, 4L << 30))
        .isInstanceOf(DriverMemoryException.class)
        .hasMessage(
            "the driver's 4,096 MB are too few for 2,000,000,000 n-grams: give it more with --driver-memory, or take a lower --order");
  }
}
