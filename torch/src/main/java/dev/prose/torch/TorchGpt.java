package dev.prose.torch;

import dev.prose.neural.transformer.Gpt;
import java.util.Map;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** {@link Gpt} as operations of libtorch. */
final class TorchGpt implements TorchNetwork {
  private static final double EPSILON = 1.1920929e-7; // the distance of 1 from the next float

  private final Gpt shape;
  private final Precision precision;
  private final Sight sight;
  private final TorchRotary rotary;

  /**
   * @param length of a window
   */
  TorchGpt(Gpt shape, int length, Precision precision, Device device) {
    this.shape = shape;
    this.precision = precision;
    this.sight = new Sight(length, shape.positions(), device);
    this.rotary = new TorchRotary(shape.width() / shape.heads(), length, device);
  }

  @Override
  public Passed forward(Map<String, Tensor> weights, Windows windows, Tensor state) {
    long b = windows.size();
    long t = windows.length();
    long width = shape.width();
    Tensor tokens = Named.of(weights, "transformer.wte.weight"); // [token][width]
    Tensor x = norm(torch.embedding(tokens, windows.inputs()).view(b, t, width), width);
    x = TorchNetwork.dropout(x, shape.dropout()); // [window][length][width]
    TorchRotary.Angles angles = rotary.angles(windows, sight.positions(windows));
    for (int layer = 0; layer < shape.layers(); layer++) {
      String name = "transformer.h." + layer;
      Tensor attended = attention(weights, name + ".attn.", norm(x, width), windows, angles);
      x = x.add(TorchNetwork.dropout(attended, shape.dropout()));
      Tensor perceived = perceptron(weights, name + ".mlp.", norm(x, width));
      x = x.add(TorchNetwork.dropout(perceived, shape.dropout()));
    }
    Tensor head = Named.of(weights, "lm_head.weight"); // [token][width]
    Tensor logits = precision.linear(norm(x, width).view(b * t, width), head.t(), null);
    return new Passed(logits, state);
  }

  private static Tensor norm(Tensor x, long size) {
    return torch.rms_norm(x, new long[] {size}, new TensorOptional(), new DoubleOptional(EPSILON));
  }

  private Tensor attention(
      Map<String, Tensor> weights,
      String name,
      Tensor x,
      Windows windows,
      TorchRotary.Angles angles) {
    Tensor q = heads(linear(weights, name + "c_q", x));
    Tensor k = heads(linear(weights, name + "c_k", x));
    Tensor v = heads(linear(weights, name + "c_v", x));
    Tensor mixed = sight.attention(windows, turned(q, angles), turned(k, angles), v);
    Tensor beside = mixed.transpose(1, 2).reshape(windows.size(), windows.length(), shape.width());
    return linear(weights, name + "c_proj", beside);
  }

  private Tensor turned(Tensor heads, TorchRotary.Angles angles) {
    Tensor exact = precision.exact(heads);
    return precision.factor(angles.turn(norm(exact, exact.size(3))));
  }

  /** [window][length][width] as [window][head][length][size]. */
  private Tensor heads(Tensor x) {
    return x.view(x.size(0), x.size(1), shape.heads(), shape.width() / shape.heads())
        .transpose(1, 2);
  }

  private Tensor perceptron(Map<String, Tensor> weights, String name, Tensor x) {
    Tensor hidden = linear(weights, name + "c_fc", x).relu().square();
    Tensor out = Named.of(weights, name + "c_proj.weight"); // [out][in]
    return precision.linear(hidden, out.t(), null);
  }

  private Tensor linear(Map<String, Tensor> weights, String name, Tensor x) {
    return precision.linear(x, Named.of(weights, name + ".weight"), null);
  }
}
