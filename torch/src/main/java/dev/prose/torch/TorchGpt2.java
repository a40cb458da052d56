package dev.prose.torch;

import dev.prose.neural.transformer.Gpt2;
import java.util.Map;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** {@link Gpt2} as operations of libtorch. */
final class TorchGpt2 implements TorchNetwork {
  private static final double EPSILON = 1e-5;

  private final Gpt2 shape;
  private final Precision precision;
  private final Sight sight;

  /**
   * @param length of a window
   */
  TorchGpt2(Gpt2 shape, int length, Precision precision, Device device) {
    this.shape = shape;
    this.precision = precision;
    this.sight = new Sight(length, shape.positions(), device);
  }

  @Override
  public Passed forward(Map<String, Tensor> weights, Windows windows, Tensor state) {
    long b = windows.size();
    long t = windows.length();
    long width = shape.width();
    Tensor tokens = Named.of(weights, "transformer.wte.weight"); // [token][width]
    Tensor x = torch.embedding(tokens, windows.inputs()).view(b, t, width);
    Tensor positions =
        torch.embedding(Named.of(weights, "transformer.wpe.weight"), sight.positions(windows));
    x = x.add(windows.haveLines() ? positions.view(b, t, width) : positions);
    x = TorchNetwork.dropout(x, shape.dropout()); // [window][length][width]
    for (int layer = 0; layer < shape.layers(); layer++) {
      String name = "transformer.h." + layer;
      Tensor attended = attention(weights, name, norm(weights, name + ".ln_1", x), windows);
      x = x.add(TorchNetwork.dropout(attended, shape.dropout()));
      Tensor perceived = perceptron(weights, name, norm(weights, name + ".ln_2", x));
      x = x.add(TorchNetwork.dropout(perceived, shape.dropout()));
    }
    x = norm(weights, "transformer.ln_f", x);
    Tensor logits = precision.linear(x.view(b * t, width), tokens.t(), null);
    return new Passed(logits, state);
  }

  private Tensor norm(Map<String, Tensor> weights, String name, Tensor x) {
    return torch.layer_norm(
        x,
        new long[] {shape.width()},
        new TensorOptional(Named.of(weights, name + ".weight")),
        shape.biases()
            ? new TensorOptional(Named.of(weights, name + ".bias"))
            : new TensorOptional(),
        EPSILON,
        true);
  }

  private Tensor attention(Map<String, Tensor> weights, String layer, Tensor x, Windows windows) {
    TensorVector qkv = linear(weights, layer + ".attn.c_attn", x).split(shape.width(), 2);
    Tensor mixed =
        sight.attention(windows, heads(qkv.get(0)), heads(qkv.get(1)), heads(qkv.get(2)));
    Tensor beside = mixed.transpose(1, 2).reshape(windows.size(), windows.length(), shape.width());
    return linear(weights, layer + ".attn.c_proj", beside);
  }

  /** [window][length][width] as [window][head][length][size]. */
  private Tensor heads(Tensor x) {
    return x.view(x.size(0), x.size(1), shape.heads(), shape.width() / shape.heads())
        .transpose(1, 2);
  }

  private Tensor perceptron(Map<String, Tensor> weights, String layer, Tensor x) {
    Tensor hidden = torch.gelu(linear(weights, layer + ".mlp.c_fc", x), "tanh");
    String name = layer + ".mlp.c_proj";
    Tensor out = Named.of(weights, name + ".weight"); // [out][in]
    return precision.linear(
        hidden, out.t(), shape.biases() ? Named.of(weights, name + ".bias") : null);
  }

  private Tensor linear(Map<String, Tensor> weights, String name, Tensor x) {
    return precision.linear(
        x,
        Named.of(weights, name + ".weight"),
        shape.biases() ? Named.of(weights, name + ".bias") : null);
  }
}
