package dev.prose.column;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Cuts a mapped file into its columns, one after the other, as {@link ColumnOutput} wrote them. */
public final class MappedColumns {
  private static final long PIECE = 1 << 26; // bytes that are read at once

  private final MemorySegment bytes;
  private long position;

  /**
   * @param position where the first column begins, a multiple of 8
   */
  public MappedColumns(MemorySegment bytes, long position) {
    this.bytes = bytes;
    this.position = position;
  }

  /**
   * The bytes of a file, for as long as something refers to them: mapped, or where the file system
   * cannot map, as of a zip file, read into memory outside the heap.
   *
   * @param size how many, from the file's start
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
   * @param width bytes a number: 1, 2 or 4
   * @throws IndexOutOfBoundsException if the file ends before it does
   */
  public IntColumn ints(long size, int width) {
    return IntColumn.mapped(next(size * width), width);
  }

  /**
   * The next column.
   *
   * @param width bytes a number: 5 or 8
   * @throws IndexOutOfBoundsException if the file ends before it does
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
