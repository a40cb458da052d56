package dev.prose.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupTrainingTest {
  /** If it failed, every start would be a slow one and nobody would be told. */
  @Test
  void everyCommandThatItRunsSucceeds(@TempDir Path folder) throws IOException {
    StartupTraining.main(new String[] {folder.toString()});
    assertThat(folder.resolve("out").resolve("checkpoints.txt"))
        .content()
        .contains("latest checkpoint-0\n");
  }
}
