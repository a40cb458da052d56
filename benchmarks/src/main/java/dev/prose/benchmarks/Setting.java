package dev.prose.benchmarks;

import java.nio.file.Path;

/**
 * What a run measures with, and how long.
 *
 * @param checkout the folder of the repository
 * @param text the file of the text that everything is measured with
 * @param work a folder for what contenders read and write
 * @param quick whether three minutes must do
 */
record Setting(Path checkout, Path text, Path work, boolean quick) {
  /** How often each contender's turn comes. */
  int rounds() {
    return quick ? 1 : 2;
  }

  /** The same for whole processes, each of which is one sample. */
  int processRounds() {
    return quick ? 3 : 7;
  }

  /** How long one of a warm benchmark's five iterations takes at least. */
  int iterationMillis() {
    return quick ? 250 : 800;
  }

  /** The options of the JVM that runs the command. */
  Path jvmOptions() {
    return checkout.resolve("cli/target/prose/lib/jvm.options");
  }

  /** The command as it is handed on to people, already built. */
  Path prose() {
    return checkout.resolve("cli/target/prose/bin/prose");
  }
}
