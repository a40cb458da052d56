package dev.prose.neural;

import dev.prose.train.AdamW;
import java.util.List;

/** The weights that AdamW moves, row by row, with their gradient and moments. */
final class AdamWRows {
  private final AdamW.Options options;
  private final Moments mean;
  private final Moments square;
  private final float[][] weights; // [row], each of any length
  private final float[][] gradient; // [row]
  private final float[][] means; // [row]
  private final float[][] squares; // [row]
  private final boolean[] decays; // [row]
  private final int middle; // the row at which the second thread begins

  /**
   * @param gradients of all weights, by name
   */
  AdamWRows(AdamW.Options options, List<Weight> weights, Weights gradients) {
    this.options = options;
    this.mean = Moments.none(Moments.MEAN, weights);
    this.square = Moments.none(Moments.SQUARE, weights);
    this.weights = Rows.of(weights);
    this.gradient = Rows.of(gradients, weights);
    this.means = Rows.of(mean.values().all());
    this.squares = Rows.of(square.values().all());
    this.middle = Rows.middle(this.weights);
    this.decays = new boolean[this.weights.length];
    int row = 0;
    for (Weight weight : weights) {
      for (int i = 0; i < weight.rows(); i++) {
        decays[row++] = weight.decays();
      }
    }
  }

  /** What it remembers of each weight. */
  List<Moments> moments() {
    return List.of(mean, square);
  }

  /**
   * Moves the weights of one half.
   *
   * @param half 0 or 1
   * @param number which step it is, from 1
   * @param factor of the learning rate
   * @param scale what the gradient is multiplied with first
   */
  void move(int half, int number, double factor, float scale) {
    AdamW.Step decaying = new AdamW.Step(options, number, factor, true);
    AdamW.Step staying = new AdamW.Step(options, number, factor, false);
    int to = half == 0 ? middle : weights.length;
    for (int row = half == 0 ? 0 : middle; row < to; row++) {
      Rows.multiply(gradient[row], scale, weights[row].length);
      (decays[row] ? decaying : staying)
          .apply(weights[row], gradient[row], means[row], squares[row]);
    }
  }
}
