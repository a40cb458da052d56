package dev.prose.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** A file is not what it should be. The message names the file and the reason. */
public final class InvalidFileException extends InvalidDataException {
  public InvalidFileException(Path file, String reason) {
    super(file + ": " + reason);
  }

  /** Takes the message of a cause, which names the file. */
  public InvalidFileException(InvalidDataException cause) {
    super(String.valueOf(cause.getMessage()), cause);
  }

  public InvalidFileException(Path file, String reason, Throwable cause) {
    super(file + ": " + reason, cause);
  }

  /**
   * Refuses devices and pipes, which may have no end.
   *
   * @throws InvalidFileException if it is not a regular file
   * @throws NoSuchFileException if there is nothing of that name
   */
  public static void requireRegular(Path file) throws IOException {
    if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
      throw new InvalidFileException(file, "is no regular file");
    }
  }

  /**
   * Refuses a file that is to be read whole and is larger than any such file.
   *
   * @param most bytes that it may have
   * @throws InvalidFileException if it has more, or is not a regular file
   * @throws NoSuchFileException if there is nothing of that name
   */
  public static void requireSize(Path file, long most) throws IOException {
    requireRegular(file);
    long size = Files.size(file);
    if (size > most) {
      throw new InvalidFileException(
          file, "has %,d bytes, more than any such file".formatted(size));
    }
  }
}
