package dev.prose.neural.recurrent;

import dev.prose.numeric.Tanh;

/** A layer of {@link Rnn}. */
final class RnnPass extends LayerPass {
  RnnPass(LayerWeights weights, int widthBelow, int mostWindows, int mostSteps) {
    super(weights, widthBelow, mostWindows, mostSteps);
  }

  @Override
  void forward(int step, int windows) {
    for (int window = 0; window < windows; window++) {
      Tanh.of(sums.at(step)[window], state.after().at(step)[window], width);
    }
  }

  @Override
  void backward(int step, int windows, float[][] after, float[][] before) {
    for (int window = 0; window < windows; window++) {
      unsquash(state.after().at(step)[window], after[window], sums.at(step)[window], width);
    }
  }

  private static void unsquash(float[] h, float[] dh, float[] dSum, int n) {
    for (int i = 0; i < n; i++) {
      dSum[i] = dh[i] * (1 - h[i] * h[i]);
    }
  }
}
