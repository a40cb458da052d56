package dev.prose.neural.transformer;

/** The sum at the end of a branch, of which dropout leaves out a share. */
final class Residual {
  private final int width;
  private final double rate;
  private final int place; // of its dropout in the network
  private final Room room;

  Residual(int width, double rate, int place, Room room) {
    this.width = width;
    this.rate = rate;
    this.place = place;
    this.room = room;
  }

  /**
   * x += dropout(branch).
   *
   * @param branch [width][n], overwritten
   */
  void forward(float[][] x, float[][] branch, Columns columns) {
    drop(branch, columns);
    Rows.add(x, branch, width, columns.n);
  }

  /** The gradient of what the branch gave, from that of the sum. */
  float[][] backward(float[][] dx, Columns columns) {
    if (!drops(columns)) {
      return dx;
    }
    Rows.copy(dx, room.branch, width, columns.n);
    drop(room.branch, columns);
    return room.branch;
  }

  private boolean drops(Columns columns) {
    return rate > 0 && columns.dropout.isPresent();
  }

  void drop(float[][] values, Columns columns) {
    if (drops(columns)) {
      long seed = columns.dropout.getAsLong();
      Dropout.apply(values, width, columns.n, rate, seed, place, columns.place);
    }
  }
}
