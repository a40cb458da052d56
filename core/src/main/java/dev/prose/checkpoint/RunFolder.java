package dev.prose.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A run's folder: its checkpoints, each in a folder of its own, and the file {@code latest}, which
 * holds the name of the newest.
 *
 * <p>A checkpoint is written under a temporary name, made durable, and moved into place; then
 * {@code latest} is replaced, which is the moment that counts; then the checkpoint before it is
 * removed. A crash at any point leaves one whole checkpoint that {@code latest} names. Nothing that
 * Prose did not write is ever touched.
 *
 * @param path the folder
 */
record RunFolder(Path path) {
  private static final String LATEST = "latest";
  private static final int MAX_NAME = 1000; // bytes
  private static final String TEMPORARY = ".writing-";

  /** Writes the files of a checkpoint into an empty folder, durably. */
  @FunctionalInterface
  interface Content {
    void writeTo(Path folder) throws IOException;
  }

  /**
   * Saves a checkpoint and makes it the latest.
   *
   * @param name what to call it; a number is appended where that name is taken
   */
  Path save(String name, Content content) throws IOException {
    Files.createDirectories(path);
    String previous = previous();
    Path temporary = path.resolve(temporaryName());
    Path saved = temporary;
    try {
      Files.createDirectory(temporary);
      content.writeTo(temporary);
      DurableFile.forceFolder(temporary);
      saved = moveToFreeName(temporary, name);
      DurableFile.forceFolder(path);
      writeLatest(String.valueOf(saved.getFileName()));
    } catch (IOException | RuntimeException e) {
      removeAfter(e, saved);
      throw e;
    }
    // From here on the new checkpoint counts: if this fails, both stay.
    DurableFile.forceFolder(path);
    if (isCheckpointName(previous)) {
      removePrevious(path.resolve(previous), saved);
    }
    return saved;
  }

  // A name that is taken is refused when it is made. A random one would do too, but the secure
  // generator behind the usual ones takes milliseconds to seed.
  private static String temporaryName() {
    return TEMPORARY + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
  }

  private String previous() throws IOException {
    try {
      return isEmpty() ? "" : readLatest();
    } catch (InvalidCheckpointException e) {
      return ""; // it is about to be replaced
    }
  }

  /** Whether there is no checkpoint yet. */
  boolean isEmpty() {
    return !Files.exists(path.resolve(LATEST));
  }

  private Path moveToFreeName(Path temporary, String name) throws IOException {
    Path target = path.resolve(name);
    for (int k = 2; Files.exists(target); k++) {
      target = path.resolve(name + "-" + k);
    }
    return Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private void writeLatest(String name) throws IOException {
    Path temporary = path.resolve(temporaryName());
    try {
      DurableFile.write(temporary, (name + "\n").getBytes(StandardCharsets.UTF_8));
      Files.move(
          temporary,
          path.resolve(LATEST),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * The folder of the newest checkpoint.
   *
   * @throws NoSuchFileException if there is none
   */
  Path latest() throws IOException {
    if (isEmpty()) {
      throw new NoSuchFileException(
          path.toString(), null, "there is no model here. Train one first, with: prose train");
    }
    String name = readLatest();
    if (!isCheckpointName(name) || !Files.isDirectory(path.resolve(name))) {
      throw new InvalidCheckpointException(
          path.resolve(LATEST), "does not name a checkpoint beside it");
    }
    return path.resolve(name);
  }

  private String readLatest() throws IOException {
    Path latest = path.resolve(LATEST);
    if (!Files.isRegularFile(latest) || Files.size(latest) > MAX_NAME) {
      throw new InvalidCheckpointException(latest, "does not name a checkpoint beside it");
    }
    return new String(Files.readAllBytes(path.resolve(LATEST)), StandardCharsets.UTF_8).strip();
  }

  private static boolean isCheckpointName(String name) {
    return name.startsWith("checkpoint-")
        && name.chars().allMatch(c -> c == '-' || Character.isLetterOrDigit(c));
  }

  /**
   * Removes from a checkpoint what its successor has too; a person's own files in it stay. What
   * cannot be removed stays as well: the new checkpoint counts all the same.
   */
  private static void removePrevious(Path previous, Path successor) {
    try {
      for (Path file : files(successor)) {
        Files.deleteIfExists(previous.resolve(String.valueOf(file.getFileName())));
      }
      if (Files.isDirectory(previous) && files(previous).isEmpty()) {
        Files.delete(previous);
      }
    } catch (IOException e) {
      // Some room on the disk is lost, nothing else.
    }
  }

  /** Removes a checkpoint that did not come to count, because of a failure. */
  private static void removeAfter(Exception failure, Path checkpoint) {
    try {
      if (Files.exists(checkpoint)) {
        for (Path file : files(checkpoint)) {
          Files.delete(file);
        }
        Files.delete(checkpoint);
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
