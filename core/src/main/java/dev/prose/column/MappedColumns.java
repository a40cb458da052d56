package dev.prose.column;

import java.lang.foreign.MemorySegment;

/** Cuts a mapped file into its columns, one after the other, as {@link ColumnOutput} wrote them. */
public final class MappedColumns {
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
