package dev.prose.torch;

import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Turns pairs of a head's numbers by angles that grow with the position.
 *
 * <p>Source: Su et al., "RoFormer: enhanced transformer with rotary position embedding", 2021,
 * equation 34; pair j is the numbers j and j + size / 2.
 */
final class TorchRotary {
  private static final double BASE = 10_000;

  private final int half; // of a head's size
  private final Tensor cosines; // [position][half]
  private final Tensor sines; // [position][half]

  TorchRotary(int headSize, int positions, Device device) {
    half = headSize / 2;
    float[] cosine = new float[positions * half];
    float[] sine = new float[positions * half];
    for (int position = 0; position < positions; position++) {
      for (int j = 0; j < half; j++) {
        double angle = position * StrictMath.pow(BASE, -(double) j / half);
        cosine[position * half + j] = (float) StrictMath.cos(angle);
        sine[position * half + j] = (float) StrictMath.sin(angle);
      }
    }
    cosines = Vectors.of(cosine, device).view(positions, half);
    sines = Vectors.of(sine, device).view(positions, half);
  }

  /**
   * @param positions [length], or [window * length] where there are lines
   */
  Angles angles(Windows windows, Tensor positions) {
    long several = windows.haveLines() ? windows.size() : 1;
    return new Angles(
        cosines.index_select(0, positions).view(several, 1, windows.length(), half),
        sines.index_select(0, positions).view(several, 1, windows.length(), half),
        half);
  }

  /** Of each token, [window or 1][1][length][half]. */
  record Angles(Tensor cosine, Tensor sine, int half) {
    /**
     * @param x [window][head][length][size]
     */
    Tensor turn(Tensor x) {
      TensorVector halves = x.split(half, 3);
      Tensor a = halves.get(0);
      Tensor b = halves.get(1);
      return torch.cat(
          new TensorVector(a.mul(cosine).sub(b.mul(sine)), a.mul(sine).add(b.mul(cosine))), 3);
    }
  }
}
