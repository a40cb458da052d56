package dev.prose.neural.transformer;

import dev.prose.neural.layer.Dropout;
import dev.prose.numeric.Vectors;

/** The sum at the end of a branch, of which dropout leaves out a share. */
final class Residual {
  private final int width;
  private final Dropout dropout;
  private final int place; // of its dropout in the network
  private final Room room;

  Residual(int width, double rate, int place, Room room) {
    this.width = width;
    this.dropout = new Dropout(rate);
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
    Vectors.add(x, branch, width, columns.padded());
  }

  /** The gradient of what the branch gave, from that of the sum. */
  float[][] backward(float[][] dx, Columns columns) {
    if (!drops(columns)) {
      return dx;
    }
    Vectors.copy(dx, room.branch, width, columns.padded());
    drop(room.branch, columns);
    return room.branch;
  }

  private boolean drops(Columns columns) {
    return dropout.leavesOut() && columns.dropout.isPresent();
  }

  void drop(float[][] values, Columns columns) {
    if (drops(columns)) {
      long seed = Dropout.seed(columns.dropout.getAsLong(), place);
      for (int row = 0; row < width; row++) {
        dropout.apply(values[row], values[row], columns.n, seed, row, columns.place);
      }
    }
  }
}
