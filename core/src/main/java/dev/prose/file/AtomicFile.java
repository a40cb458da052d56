package dev.prose.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The one way to replace or create a file: at every moment there is either the whole old file or
 * the whole new one, even after a crash or a power cut, and two writers do not mix.
 *
 * <p>A symbolic link of that name is itself replaced, and its target is left alone: in a folder
 * that a stranger made it may lead anywhere.
 *
 * <p>The new file is written under a temporary name beside the old one, forced to the disk, and
 * then renamed. To make the rename itself outlast a power cut, call {@link
 * DurableFile#forceFolder}.
 */
public final class AtomicFile {
  private static final String TEMPORARY = ".writing-";

  private AtomicFile() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes all of it.
     *
     * @param channel to the new, empty file; the caller closes it
     */
    void writeTo(FileChannel channel) throws IOException;
  }

  /**
   * Replaces a file with these bytes.
   *
   * @throws IOException if it cannot be written; the exception names the file
   */
  public static void replace(Path file, byte[] content) throws IOException {
    replace(file, channel -> DurableFile.writeFully(channel, ByteBuffer.wrap(content)));
  }

  /**
   * Replaces a file with this content. If that fails, the old file is unchanged, and nothing of the
   * new one is left.
   *
   * @param file in a folder that exists
   * @throws IOException if it cannot be written, or if there is a folder or a device of that name;
   *     the exception names the file
   */
  public static void replace(Path file, Content content) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new FileSystemException(
          file.toString(), null, "is no regular file, and is not replaced by one");
    }
    Path temporary = temporaryBeside(file);
    try {
      write(temporary, content);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException | Error e) {
      remove(temporary, e);
      if (e instanceof IOException failure) {
        throw named(file, temporary, failure);
      }
      throw e;
    }
  }

  private static void write(Path temporary, Content content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      content.writeTo(channel);
      channel.force(true);
    }
  }

  private static void remove(Path temporary, Throwable failure) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** A failure that names the file, if it names none or the temporary one. */
  private static IOException named(Path file, Path temporary, IOException failure) {
    String name = file.toString();
    String reason = failure.getMessage();
    if (failure instanceof FileSystemException known) {
      if (!temporary.toString().equals(known.getFile())) {
        return failure; // about a file that the content comes from
      }
      reason = known.getReason();
    }
    FileSystemException named =
        failure instanceof AccessDeniedException
            ? new AccessDeniedException(name)
            : failure instanceof NoSuchFileException
                ? new NoSuchFileException(name, null, "there is no such folder")
                : new FileSystemException(name, null, reason);
    named.initCause(failure);
    return named;
  }

  /**
   * A free name beside a file, for what is not complete yet; {@link #isTemporary} recognizes it. It
   * does not contain the file's name, which may already be as long as names can be.
   */
  // Not random, because the secure generator that the JDK uses takes milliseconds to seed.
  public static Path temporaryBeside(Path file) {
    return file.resolveSibling(
        TEMPORARY
            + ProcessHandle.current().pid()
            + "-"
            + Thread.currentThread().threadId()
            + "-"
            + Long.toHexString(System.nanoTime()));
  }

  /** Whether a file's name was made by {@link #temporaryBeside}, in this process or another. */
  public static boolean isTemporary(Path file) {
    return String.valueOf(file.getFileName()).startsWith(TEMPORARY);
  }
}
