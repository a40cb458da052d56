package dev.prose.column;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/**
 * Writes columns to a file, each filled up with zeros to a multiple of 8 bytes, so that {@link
 * MappedColumns} can use them in place.
 */
public final class ColumnOutput {
  static final int ALIGNMENT = 8; // bytes
  private static final int PIECE = 1 << 16; // numbers per write

  private final WritableByteChannel channel;

  public ColumnOutput(WritableByteChannel channel) {
    this.channel = channel;
  }

  /** The bytes that a column takes in the file: its size, rounded up to a multiple of 8. */
  public static long padded(long size) {
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  public void writeInts(List<IntColumn> columns) throws IOException {
    for (IntColumn column : columns) {
      write(column);
    }
  }

  public void writeDoubles(List<DoubleColumn> columns) throws IOException {
    for (DoubleColumn column : columns) {
      write(column);
    }
  }

  /** Writes everything that remains in a buffer. */
  public void write(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  public void write(IntColumn column) throws IOException {
    for (long from = 0; from < column.size(); from += PIECE) {
      write(column.bytes(from, Math.min(from + PIECE, column.size())));
    }
    write(ByteBuffer.allocate((int) (padded(column.byteSize()) - column.byteSize())));
  }

  public void write(DoubleColumn column) throws IOException {
    for (long from = 0; from < column.size(); from += PIECE) {
      write(column.bytes(from, Math.min(from + PIECE, column.size())));
    }
    write(ByteBuffer.allocate((int) (padded(column.byteSize()) - column.byteSize())));
  }
}
