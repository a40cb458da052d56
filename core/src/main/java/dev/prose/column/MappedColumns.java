package dev.prose.column;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Cuts a mapped file into columns, in the order in which {@link ColumnOutput} wrote them. */
public final class MappedColumns {
  private static final long PIECE = 1 << 26; // bytes per read

  private final MemorySegment bytes;
  private long position;

  /**
   * @param position the first column's offset in bytes, a multiple of 8
   */
  public MappedColumns(MemorySegment bytes, long position) {
    this.bytes = bytes;
    this.position = position;
  }

  /**
   * The bytes of a file, for as long as something refers to them: mapped, or if the file system
   * cannot map (for instance inside a zip file), read into memory outside the heap.
   *
   * @param size number of bytes, from the file's start
   * @throws EOFException if the file has fewer
   * @throws IOException if it cannot be read
   */
  public static MemorySegment map(FileChannel channel, long size) throws IOException {
    try {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, size, Arena.ofAuto());
    } catch (UnsupportedOperationException e) {
      return read(channel, size);
    }
  }

  private static MemorySegment read(FileChannel channel, long size) throws IOException {
    MemorySegment bytes = Arena.ofAuto().allocate(size, ColumnOutput.ALIGNMENT);
    for (long from = 0; from < size; from += PIECE) {
      long to = Math.min(from + PIECE, size);
      ByteBuffer piece = bytes.asSlice(from, to - from).asByteBuffer();
      while (piece.hasRemaining()) {
        if (channel.read(piece, from + piece.position()) < 0) {
          throw new EOFException("the file ends before its %,d bytes".formatted(size));
        }
      }
    }
    return bytes.asReadOnly();
  }

  /**
   * The next column.
   *
   * @param size number of numbers
   * @param width bytes per number: 1, 2 or 4
   * @throws IndexOutOfBoundsException if the file ends before the column
   */
  public IntColumn ints(long size, int width) {
    return IntColumn.mapped(next(size * width), width);
  }

  /**
   * The next column.
   *
   * @param size number of numbers
   * @param width bytes per number: 5 or 8
   * @throws IndexOutOfBoundsException if the file ends before the column
   */
  public DoubleColumn doubles(long size, int width) {
    return DoubleColumn.mapped(next(size * width), width);
  }

  private MemorySegment next(long size) {
    MemorySegment slice = bytes.asSlice(position, size);
    position += ColumnOutput.padded(size);
    return slice;
  }
}
