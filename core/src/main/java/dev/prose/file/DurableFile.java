package dev.prose.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Gets files onto the disk, and not only into the system's memory. */
public final class DurableFile {
  private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

  private DurableFile() {}

  /** Writes all that remains in a buffer; a channel may take only a part at a time. */
  public static void writeFully(WritableByteChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /** Makes the names in a folder durable: what was created, renamed or removed in it. */
  public static void forceFolder(Path folder) throws IOException {
    if (WINDOWS) {
      return; // cannot open folders, and has a journal of its own
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
