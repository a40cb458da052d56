package dev.prose.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Finds peers outside the JVM, if they are installed. */
final class Programs {
  private static final int PATIENCE = 60; // seconds

  private Programs() {}

  /** A program on the {@code PATH}. */
  static Optional<Path> find(String name) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A Python that has PyTorch: the first on the {@code PATH}, or the system's. */
  static Optional<Path> pythonWithTorch() throws InterruptedException {
    for (Path python :
        Stream.concat(find("python3").stream(), Stream.of(Path.of("/usr/bin/python3"))).toList()) {
      if (firstLine(python.toString(), "-c", "import torch; print(torch.__version__)")
          .isPresent()) {
        return Optional.of(python);
      }
    }
    return Optional.empty();
  }

  /** The first line that a command prints, if it succeeds. */
  static Optional<String> firstLine(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      try (Stream<String> lines = process.inputReader().lines()) {
        Optional<String> first = lines.findFirst();
        return process.waitFor(PATIENCE, TimeUnit.SECONDS) && process.exitValue() == 0
            ? first
            : Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty(); // there is no such program
    }
  }
}
