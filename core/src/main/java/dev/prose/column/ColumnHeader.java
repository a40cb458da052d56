package dev.prose.column;

import dev.prose.text.InvalidDataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** The header of a file of columns: little-endian, with its own CRC-32C in the last 4 bytes. */
public final class ColumnHeader {
  private ColumnHeader() {}

  /** An empty little-endian buffer of so many bytes. */
  public static ByteBuffer allocate(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Puts the checksum into a header that is complete except for its last 4 bytes.
   *
   * @return the same buffer, ready to be read
   */
  public static ByteBuffer seal(ByteBuffer header) {
    return header.putInt(checksum(header)).flip();
  }

  private static int checksum(ByteBuffer header) {
    CRC32C crc = new CRC32C();
    crc.update(header.slice(0, header.capacity() - Integer.BYTES));
    return (int) crc.getValue();
  }

  /**
   * Reads the first bytes of a file.
   *
   * @throws InvalidDataException if the file has fewer
   */
  public static ByteBuffer read(Path file, FileChannel channel, long length) throws IOException {
    require(file, channel.size() >= length && length <= Integer.MAX_VALUE, "is cut short");
    ByteBuffer buffer = allocate((int) length);
    while (buffer.hasRemaining()) {
      require(file, channel.read(buffer, buffer.position()) >= 0, "is cut short");
    }
    return buffer.flip();
  }

  /**
   * Reads a whole header and checks it against its checksum.
   *
   * @throws InvalidDataException if the file is too short, or the checksum does not fit
   */
  public static ByteBuffer readSealed(Path file, FileChannel channel, long length)
      throws IOException {
    ByteBuffer header = read(file, channel, length);
    int kept = header.getInt(header.capacity() - Integer.BYTES);
    require(file, kept == checksum(header), "has a damaged header");
    return header;
  }

  /**
   * Refuses a file unless a condition holds.
   *
   * @throws InvalidDataException with the file and the reason, if the condition does not hold
   */
  public static void require(Path file, boolean condition, String otherwise) {
    if (!condition) {
      throw new InvalidDataException(file + ": " + otherwise);
    }
  }
}
