package dev.prose.column;

/**
 * Reads a column from its first number to its last, from a mapped file as quickly as from an array:
 * a piece at a time is copied into one.
 */
public final class IntReader {
  private static final int PIECE = 1 << 12; // numbers

  private final IntColumn column;
  private final int[] piece;
  private long read; // numbers, up to the end of the piece
  private int filled; // numbers in the piece
  private int at; // the next one's place in it

  IntReader(IntColumn column) {
    this.column = column;
    this.piece = new int[(int) Math.min(PIECE, column.size())];
  }

  /**
   * The next number.
   *
   * @throws IndexOutOfBoundsException if there is none
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
