package dev.prose.neural.recurrent;

import dev.prose.numeric.Tanh;
import dev.prose.numeric.Vectors;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A layer of {@link Lstm}. */
final class LstmPass extends LayerPass {
  private static final int IN = 0;
  static final int FORGET = 1;
  private static final int CANDIDATE = 2;
  private static final int OUT = 3;

  private final StepRows in; // i, [width]; then the gradient of what goes into it
  private final StepRows forget; // f, as well
  private final StepRows candidate; // g, as well
  private final StepRows out; // o, as well
  private final StateRows memory; // c
  private final StepRows squashed; // tanh c
  private StateRows.@Nullable Gradient memoryGradient;

  LstmPass(LayerWeights weights, int widthBelow, int mostWindows, int mostSteps) {
    super(weights, widthBelow, mostWindows, mostSteps);
    this.in = rows(width);
    this.forget = rows(width);
    this.candidate = rows(width);
    this.out = rows(width);
    this.memory = new StateRows(mostWindows, mostSteps, width);
    this.squashed = rows(width);
  }

  @Override
  void begin(Run run, float[][] handed, int offset) {
    super.begin(run, handed, offset);
    memory.take(run, handed, offset + width);
    in.arrange(run.windows());
    forget.arrange(run.windows());
    candidate.arrange(run.windows());
    out.arrange(run.windows());
    squashed.arrange(run.windows());
  }

  @Override
  void end(float[][] handed, int offset) {
    super.end(handed, offset);
    memory.hand(handed, offset + width);
  }

  @Override
  void forward(int step, int windows) {
    for (int window = 0; window < windows; window++) {
      float[] sum = sums.at(step)[window]; // [4 * width]
      float[] i = in.at(step)[window]; // [width]
      float[] f = forget.at(step)[window];
      float[] g = candidate.at(step)[window];
      float[] o = out.at(step)[window];
      float[] c = memory.after().at(step)[window];
      float[] tanh = squashed.at(step)[window];
      split(sum, CANDIDATE, g);
      split(sum, OUT, o);
      Tanh.logistic(sum, sum, 2 * width);
      Tanh.of(g, g, width);
      Tanh.logistic(o, o, width);
      split(sum, IN, i);
      split(sum, FORGET, f);
      remember(f, memory.beforeAt(step)[window], i, g, c, width);
      Tanh.of(c, tanh, width);
      Vectors.product(state.after().at(step)[window], o, tanh, width);
    }
  }

  // f before + i g
  private static void remember(
      float[] f, float[] before, float[] i, float[] g, float[] after, int n) {
    for (int j = 0; j < n; j++) {
      after[j] = Math.fma(f[j], before[j], i[j] * g[j]);
    }
  }

  @Override
  void beginBackward(Run run) {
    super.beginBackward(run);
    StateRows.Gradient memories = memories();
    memories.link(run);
    for (int row = 0; row < run.rows(); row++) {
      Arrays.fill(memories.after().all()[row], 0);
    }
  }

  private StateRows.Gradient memories() {
    if (memoryGradient == null) {
      memoryGradient = newGradient();
    }
    return memoryGradient;
  }

  @Override
  void backward(int step, int windows, float[][] after, float[][] before) {
    StateRows.Gradient memories = memories();
    for (int window = 0; window < windows; window++) {
      float[] i = in.at(step)[window];
      float[] f = forget.at(step)[window];
      float[] g = candidate.at(step)[window];
      float[] o = out.at(step)[window];
      float[] dc = memories.after().at(step)[window];
      unmultiply(o, squashed.at(step)[window], after[window], dc, width);
      forget(f, memory.beforeAt(step)[window], dc, memories.beforeAt(step)[window], width);
      renew(i, g, dc, width);
      float[] sum = sums.at(step)[window];
      join(i, IN, sum);
      join(f, FORGET, sum);
      join(g, CANDIDATE, sum);
      join(o, OUT, sum);
    }
  }

  // To the gradients of what goes into o, and of c.
  private static void unmultiply(float[] o, float[] tanh, float[] dh, float[] dc, int n) {
    for (int j = 0; j < n; j++) {
      float oj = o[j];
      float t = tanh[j];
      float d = dh[j];
      dc[j] = Math.fma(d * oj, 1 - t * t, dc[j]);
      o[j] = d * t * (oj * (1 - oj));
    }
  }

  // To the gradients of what goes into f, and of c before.
  private static void forget(float[] f, float[] before, float[] dc, float[] dBefore, int n) {
    for (int j = 0; j < n; j++) {
      float fj = f[j];
      dBefore[j] = Math.fma(dc[j], fj, dBefore[j]);
      f[j] = dc[j] * before[j] * (fj * (1 - fj));
    }
  }

  // To the gradients of what goes into i and g.
  private static void renew(float[] i, float[] g, float[] dc, int n) {
    for (int j = 0; j < n; j++) {
      float ij = i[j];
      float gj = g[j];
      i[j] = dc[j] * gj * (ij * (1 - ij));
      g[j] = dc[j] * ij * (1 - gj * gj);
    }
  }
}
