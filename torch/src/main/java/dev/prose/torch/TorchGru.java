package dev.prose.torch;

import dev.prose.neural.recurrent.Gru;
import java.util.Map;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * {@link Gru} as operations of libtorch, step by step: its own layer of gated units cannot forget
 * the state where a line begins, nor read a row per token instead of a one-hot vector.
 */
final class TorchGru implements TorchNetwork {
  private final Gru shape;
  private final Precision precision;
  private final Device device;

  TorchGru(Gru shape, Precision precision, Device device) {
    this.shape = shape;
    this.precision = precision;
    this.device = device;
  }

  @Override
  public Passed forward(Map<String, Tensor> weights, Windows windows, Tensor state) {
    long b = windows.size();
    long t = windows.length();
    long width = shape.width();
    TensorVector handedOn = new TensorVector();
    TensorVector remembers = remembers(windows);
    Tensor below = null; // [length][window][width]
    for (int layer = 0; layer < shape.layers(); layer++) {
      String name = "layers." + layer + ".";
      Tensor input = Named.of(weights, name + "input"); // [token or number below][3 width]
      Tensor sums =
          below == null
              ? torch.embedding(input, windows.inputs().view(b, t).t())
              : precision.exact(precision.linear(below, input, null));
      TensorVector steps = sums.add(Named.of(weights, name + "bias")).unbind(0);
      Tensor first = state.narrow(1, layer * width, width);
      TensorVector states = states(weights, name, steps, first, remembers);
      handedOn.push_back(states.get(t - 1).detach());
      below = TorchNetwork.dropout(torch.stack(states), shape.dropout());
    }
    if (below == null) {
      throw new IllegalStateException("a network has at least one layer");
    }
    Tensor outputs = below.transpose(0, 1).reshape(b * t, width);
    Tensor logits =
        precision.linear(
            outputs, Named.of(weights, "output.weight").t(), Named.of(weights, "output.bias"));
    return new Passed(logits, torch.cat(handedOn, 1));
  }

  /** For each step 1 for windows whose state goes on, 0 where a line begins: [window][1]. */
  private @Nullable TensorVector remembers(Windows windows) {
    if (!windows.haveLines()) {
      return null;
    }
    int length = windows.length();
    float[] goesOn = new float[windows.firstSeen().length]; // [length][window]
    for (int window = 0; window < windows.size(); window++) {
      for (int t = 0; t < length; t++) {
        goesOn[t * windows.size() + window] = windows.begins()[window * length + t] ? 0 : 1;
      }
    }
    return Vectors.of(goesOn, device).view(length, windows.size(), 1).unbind(0);
  }

  private TensorVector states(
      Map<String, Tensor> weights,
      String layer,
      TensorVector inputs,
      Tensor first,
      @Nullable TensorVector remembers) {
    long width = shape.width();
    Tensor hidden = precision.factor(Named.of(weights, layer + "hidden")); // [width][3 width]
    Tensor candidateBias = Named.of(weights, layer + "candidate_bias"); // [width]
    TensorVector states = new TensorVector();
    Tensor h = first; // [window][width]
    for (long step = 0; step < inputs.size(); step++) {
      Tensor before = remembers == null ? h : h.mul(remembers.get(step));
      Tensor input = inputs.get(step); // [window][3 width]
      Tensor recalled = precision.exact(precision.factor(before).mm(hidden));
      Tensor gates = input.narrow(1, 0, 2 * width).add(recalled.narrow(1, 0, 2 * width)).sigmoid();
      Tensor r = gates.narrow(1, 0, width);
      Tensor z = gates.narrow(1, width, width);
      Tensor n =
          input
              .narrow(1, 2 * width, width)
              .add(r.mul(recalled.narrow(1, 2 * width, width).add(candidateBias)))
              .tanh();
      h = n.add(z.mul(before.sub(n)));
      states.push_back(h);
    }
    return states;
  }
}
