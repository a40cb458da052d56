package dev.prose.benchmarks;

import java.nio.file.Path;

/**
 * What a run measures with, and for how long.
 *
 * @param checkout the folder of the repository
 * @param text the text file of all measurements
 * @param work the folder for what contenders read and write
 * @param quick whether to measure in four minutes
 */
record Setting(Path checkout, Path text, Path work, boolean quick) {
  /** Number of turns per contender. */
  int rounds() {
    return quick ? 1 : 2;
  }

  /** Number of turns per contender for whole processes, each of which is only one sample. */
  int processRounds() {
    return quick ? 3 : 7;
  }

  /** The shortest time of one of a warm benchmark's five iterations, in milliseconds. */
  int iterationMillis() {
    return quick ? 250 : 800;
  }

  /** The file with the options of the command's JVM. */
  Path jvmOptions() {
    return checkout.resolve("cli/target/prose/lib/jvm.options");
  }

  /** The command in the built distribution. */
  Path prose() {
    return checkout.resolve("cli/target/prose/bin/prose");
  }
}
