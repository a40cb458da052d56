package dev.prose.column;

/**
 * Reads a column from its first number to its last. It copies a piece at a time into an array, so
 * that a mapped file is read as fast as an array.
 */
public final class IntReader {
  private static final int PIECE = 1 << 12; // numbers

  private final IntColumn column;
  private final int[] piece;
  private long read; // numbers up to the end of the piece
  private int filled; // numbers in the piece
  private int at; // the next number's index in the piece

  IntReader(IntColumn column) {
    this.column = column;
    this.piece = new int[(int) Math.min(PIECE, column.size())];
  }

  /**
   * The next number.
   *
   * @throws IndexOutOfBoundsException if there are no more
   */
  public int next() {
    if (at == filled) {
      fill();
    }
    return piece[at++];
  }

  private void fill() {
    filled = (int) Math.min(piece.length, column.size() - read);
    column.copy(read, filled, piece);
    read += filled;
    at = 0;
    if (filled == 0) {
      throw new IndexOutOfBoundsException("the column has no more than " + read + " numbers");
    }
  }
}
