package dev.prose.checkpoint;

import dev.prose.file.AtomicFile;
import dev.prose.file.DurableFile;
import dev.prose.text.InvalidFileException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A run's folder: its checkpoints, each in a folder of its own, and the {@link Pointers} to those
 * that count.
 *
 * <p>A checkpoint is written under a temporary name, made durable, and moved into place; then the
 * pointers are replaced, which is the moment that counts; then checkpoints that no pointer names
 * any more are removed. A crash at any point leaves whole checkpoints that the pointers name.
 * Nothing that Prose did not write is ever touched.
 *
 * @param path the folder
 */
record RunFolder(Path path) {
  static final String CHECKPOINT = "checkpoint-";

  /** Writes the files of a checkpoint into an empty folder, durably. */
  @FunctionalInterface
  interface Content {
    void writeTo(Path folder) throws IOException;
  }

  /** Says which checkpoints count once a new one, named here, is in place. */
  @FunctionalInterface
  interface Succession {
    Pointers after(String saved);
  }

  /**
   * Saves a checkpoint.
   *
   * @param step which its name tells; a number is appended where that name is taken
   * @return what counts now, with this one as the latest
   * @throws IOException if it cannot be written; what counted before then still counts
   */
  Pointers save(int step, Content content, Succession succession) throws IOException {
    Optional<Set<String>> counting = counting();
    Path temporary = AtomicFile.temporaryBeside(path.resolve(CHECKPOINT));
    Path saved = temporary;
    Pointers pointers;
    try {
      Files.createDirectory(temporary);
      content.writeTo(temporary);
      DurableFile.forceFolder(temporary);
      saved = moveToFreeName(temporary, CHECKPOINT + step, counting);
      DurableFile.forceFolder(path);
      pointers = succession.after(String.valueOf(saved.getFileName()));
      AtomicFile.replace(path.resolve(Pointers.FILE), pointers.format());
    } catch (IOException | RuntimeException e) {
      removeUnlessCounting(saved, e);
      throw e;
    }
    // From here on the new checkpoint counts: if this fails, all stay.
    DurableFile.forceFolder(path);
    for (String name : counting.orElse(Set.of())) {
      if (!pointers.all().contains(name)) {
        remove(path.resolve(name));
      }
    }
    return pointers;
  }

  /**
   * The checkpoints that the pointers name, or nothing if these are damaged: then any may count.
   */
  private Optional<Set<String>> counting() throws IOException {
    try {
      return Optional.of(Pointers.read(path).map(Pointers::all).orElse(Set.of()));
    } catch (InvalidFileException e) {
      return Optional.empty();
    }
  }

  private Path moveToFreeName(Path temporary, String name, Optional<Set<String>> counting)
      throws IOException {
    Path target = path.resolve(name);
    for (int k = 2; Files.exists(target); k++) {
      String taken = String.valueOf(target.getFileName());
      // A checkpoint that a crash left without a pointer makes room.
      boolean counts = counting.map(names -> names.contains(taken)).orElse(true);
      if (!counts && remove(target)) {
        break;
      }
      target = path.resolve(name + "-" + k);
    }
    return Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Removes what runs that were killed left half written. Only for the holder of the folder's lock.
   */
  void removeLeftovers() throws IOException {
    for (Path file : files(path)) {
      if (AtomicFile.isTemporary(file)) {
        try {
          removeWhole(file);
        } catch (IOException e) {
          // A leftover does no harm.
        }
      }
    }
  }

  /**
   * Removes from a checkpoint the files that its manifest names; files that a person put there
   * stay, and so does what cannot be removed, which costs nothing but room on the disk.
   *
   * @return whether nothing is left
   */
  private static boolean remove(Path checkpoint) {
    try {
      Set<String> names = Manifest.names(checkpoint);
      if (names.isEmpty()) {
        return false;
      }
      for (String name : names) {
        Files.deleteIfExists(checkpoint.resolve(name));
      }
      Files.delete(checkpoint.resolve(Manifest.FILE));
      if (!files(checkpoint).isEmpty()) {
        return false;
      }
      Files.delete(checkpoint);
      return true;
    } catch (IOException | InvalidFileException e) {
      return false;
    }
  }

  /** Removes a checkpoint whose saving failed; what cannot be removed does no harm. */
  private void removeUnlessCounting(Path checkpoint, Exception failure) {
    try {
      if (Files.exists(checkpoint) && !countsNow(String.valueOf(checkpoint.getFileName()))) {
        removeWhole(checkpoint);
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private boolean countsNow(String name) throws IOException {
    return counting().map(names -> names.contains(name)).orElse(false);
  }

  private static void removeWhole(Path file) throws IOException {
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      for (Path inside : files(file)) {
        Files.delete(inside);
      }
    }
    Files.delete(file);
  }

  private static List<Path> files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      entries.forEach(files::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return files;
  }
}
