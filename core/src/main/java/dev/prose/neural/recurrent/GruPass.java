package dev.prose.neural.recurrent;

import dev.prose.numeric.Tanh;
import dev.prose.numeric.Vectors;
import org.jspecify.annotations.Nullable;

/** A layer of {@link Gru}. */
final class GruPass extends LayerPass {
  private static final int RESET = 0;
  private static final int UPDATE = 1;
  private static final int CANDIDATE = 2;

  private final StepRows reset; // r, [width]; then the gradient of what goes into it
  private final StepRows update; // z, as well
  private final StepRows candidate; // what the input adds to n, n, then as well
  private final StepRows recalled; // h' U_n + c_n, before it is reset; then its gradient
  private @Nullable StepRows inputGradient; // [gates * width], made by the first backward pass

  GruPass(LayerWeights weights, int widthBelow, int mostWindows, int mostSteps) {
    super(weights, widthBelow, mostWindows, mostSteps);
    this.reset = rows(width);
    this.update = rows(width);
    this.candidate = rows(width);
    this.recalled = rows(width);
  }

  @Override
  void begin(Run run, float[][] handed, int offset) {
    super.begin(run, handed, offset);
    reset.arrange(run.windows());
    update.arrange(run.windows());
    candidate.arrange(run.windows());
    recalled.arrange(run.windows());
    for (int row = 0; row < run.rows(); row++) {
      split(sums.all()[row], CANDIDATE, candidate.all()[row]);
      join(weights.candidateBias(), CANDIDATE, sums.all()[row]);
    }
  }

  @Override
  void forward(int step, int windows) {
    for (int window = 0; window < windows; window++) {
      float[] sum = sums.at(step)[window]; // [3 * width]
      float[] r = reset.at(step)[window]; // [width]
      float[] z = update.at(step)[window];
      float[] n = candidate.at(step)[window];
      float[] q = recalled.at(step)[window];
      split(sum, CANDIDATE, q);
      Tanh.logistic(sum, sum, 2 * width);
      split(sum, RESET, r);
      split(sum, UPDATE, z);
      reset(n, r, q, width);
      Tanh.of(n, n, width);
      mix(state.beforeAt(step)[window], z, n, state.after().at(step)[window], width);
    }
  }

  private static void reset(float[] n, float[] r, float[] q, int length) {
    for (int i = 0; i < length; i++) {
      n[i] = Math.fma(r[i], q[i], n[i]);
    }
  }

  // (1 - z) n + z before
  private static void mix(float[] before, float[] z, float[] n, float[] after, int length) {
    for (int i = 0; i < length; i++) {
      after[i] = Math.fma(z[i], before[i] - n[i], n[i]);
    }
  }

  @Override
  void beginBackward(Run run) {
    super.beginBackward(run);
    inputGradient().arrange(run.windows());
  }

  @Override
  StepRows inputGradient() {
    if (inputGradient == null) {
      inputGradient = rows(sums.width());
    }
    return inputGradient;
  }

  @Override
  void backward(int step, int windows, float[][] after, float[][] before) {
    for (int window = 0; window < windows; window++) {
      float[] r = reset.at(step)[window];
      float[] z = update.at(step)[window];
      float[] n = candidate.at(step)[window];
      float[] q = recalled.at(step)[window];
      unmix(state.beforeAt(step)[window], z, n, after[window], before[window], width);
      unreset(n, r, q, width);
      float[] sum = sums.at(step)[window];
      join(r, RESET, sum);
      join(z, UPDATE, sum);
      join(q, CANDIDATE, sum);
      float[] input = inputGradient().at(step)[window];
      join(r, RESET, input);
      join(z, UPDATE, input);
      join(n, CANDIDATE, input);
    }
  }

  // To the gradients of what goes into z and n, and of the state before.
  private static void unmix(
      float[] h, float[] z, float[] n, float[] dAfter, float[] dBefore, int length) {
    for (int i = 0; i < length; i++) {
      float d = dAfter[i];
      float zi = z[i];
      float ni = n[i];
      dBefore[i] = Math.fma(d, zi, dBefore[i]);
      z[i] = d * (h[i] - ni) * (zi * (1 - zi));
      n[i] = d * (1 - zi) * (1 - ni * ni);
    }
  }

  // To the gradients of what goes into r, and of what the state adds to the candidate.
  private static void unreset(float[] dn, float[] r, float[] q, int length) {
    for (int i = 0; i < length; i++) {
      float d = dn[i];
      float ri = r[i];
      r[i] = d * q[i] * (ri * (1 - ri));
      q[i] = d * ri;
    }
  }

  @Override
  void sumMore(Run run, LayerWeights gradient) {
    for (int row = 0; row < run.rows(); row++) {
      Vectors.add(gradient.candidateBias(), recalled.all()[row], width);
    }
  }
}
