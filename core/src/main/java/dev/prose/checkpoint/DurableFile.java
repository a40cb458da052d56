package dev.prose.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes that are on the disk, and not only in the system's memory, when they return. */
final class DurableFile {
  private DurableFile() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  interface Content {
    void writeTo(FileChannel channel) throws IOException;
  }

  /** Writes a new file; there must be none of that name. */
  static void write(Path file, Content content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      content.writeTo(channel);
      channel.force(true);
    }
  }

  static void write(Path file, byte[] content) throws IOException {
    write(
        file,
        channel -> {
          ByteBuffer buffer = ByteBuffer.wrap(content);
          while (buffer.hasRemaining()) {
            channel.write(buffer);
          }
        });
  }

  /** Makes the names in a folder durable: what was created in it, renamed or removed. */
  static void forceFolder(Path folder) throws IOException {
    if (WINDOWS) {
      return; // where a folder cannot be opened, and the file system keeps its own journal
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");
}
