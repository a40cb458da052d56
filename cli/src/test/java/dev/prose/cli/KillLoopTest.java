package dev.prose.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.random.SplitMix64;
import dev.prose.token.OnUnknown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed again and again ends with exactly what an undisturbed one ends with. */
class KillLoopTest {
  private static final int KILLS = Integer.getInteger("prose.kills", 10);
  private static final int LONGEST_LIFE = 800; // ms; starting takes about half of it

  @TempDir private Path folder;
  private Path text = Path.of("");

  @BeforeEach
  void writeText() throws IOException {
    text = Files.writeString(folder.resolve("text.txt"), "to be or not to be ".repeat(50));
  }

  private String[] train(Path out, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("train", "--data", text.toString(), "--out-dir", out.toString()));
    // Frequent evaluations, so that many kills hit a run that is saving.
    arguments.addAll(List.of("--eval-interval", "500", "--eval-iters", "1", "--batch-size", "2"));
    arguments.addAll(Arrays.asList(more));
    return arguments.toArray(String[]::new);
  }

  @Test
  void killsChangeNothing() throws Exception {
    long seed = System.nanoTime();
    SplitMix64 random = new SplitMix64(seed);
    Path out = folder.resolve("out");
    int kills = 0;
    int resumed = 0;
    // Some kills come before there is anything to go on with.
    while (kills < KILLS || resumed == 0 || step(out) == 0) {
      boolean begun = Files.exists(out.resolve("checkpoints.txt"));
      Process process =
          JavaProcess.start(
              Main.class,
              train(out, "--max-iters", "1000000000", "--init-from", begun ? "resume" : "scratch"));
      boolean ended = process.waitFor(random.nextInt(LONGEST_LIFE), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      assertThat(ended).as("seed %d: %s", seed, ended ? JavaProcess.output(process) : "").isFalse();
      kills++;
      resumed += begun ? 1 : 0;
    }
    assertThat(resumed).as("seed %d", seed).isPositive();

    String end = Integer.toString(step(out) + 1000);
    Path undisturbed = folder.resolve("undisturbed");
    CommandRun last = CommandRun.of(train(out, "--max-iters", end, "--init-from", "resume"));
    assertThat(last.code()).as("seed %d: %s", seed, last.err()).isZero();
    assertThat(CommandRun.of(train(undisturbed, "--max-iters", end)).code()).isZero();
    for (String file : List.of("model.safetensors", "training_state.safetensors")) {
      assertThat(out.resolve("checkpoint-" + end).resolve(file))
          .as("seed %d, %d kills", seed, kills)
          .hasSameBinaryContentAs(undisturbed.resolve("checkpoint-" + end).resolve(file));
    }
    try (var files = Files.list(out)) {
      assertThat(files.filter(file -> file.toString().contains(".writing"))).isEmpty();
    }
  }

  /** How far a run is; whatever happened to it, its checkpoint can be loaded. */
  private static int step(Path out) throws IOException {
    return Files.exists(out.resolve("checkpoints.txt"))
        ? Checkpoint.load(out, OnUnknown.ERROR).training().step()
        : 0;
  }
}
