package dev.prose.neural.transformer;

import dev.prose.neural.Weights;
import dev.prose.numeric.Vectors;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Two linear layers with a function between them, on each token alone: f(x) = W₂ a(W₁ norm(x)). */
final class Perceptron implements Branch {
  private static final String IN = ".mlp.c_fc";
  private static final String OUT = ".mlp.c_proj";

  private final String layer; // its name
  private final boolean biases;
  private final Norm norm;
  private final Linear in;
  private final Linear out;
  private final Activation activation;
  private final Optional<Activation.FromSlope> fromSlope;
  private final Residual residual;
  private final Room room;
  private final int inner;
  private final float[][] hidden; // [4 width][n], shared if it follows from the slope
  private final float[][] slope; // [4 width][n], the activation's derivative

  Perceptron(
      Weights weights,
      String layer,
      boolean biases,
      Norm norm,
      Activation activation,
      Residual residual,
      Room room) {
    this.layer = layer;
    this.biases = biases;
    this.norm = norm;
    this.in = Linear.of(weights.matrix(layer + IN + ".weight"), bias(weights, IN));
    this.out = Linear.ofOutputsFirst(weights.matrix(layer + OUT + ".weight"), bias(weights, OUT));
    this.activation = activation;
    this.residual = residual;
    this.room = room;
    this.inner = weights.matrix(layer + IN + ".weight")[0].length;
    this.fromSlope = activation.fromSlope();
    this.hidden = fromSlope.isPresent() ? room.hidden : room.kept(room.hidden, inner);
    this.slope = room.kept(room.hidden, inner);
  }

  private float @Nullable [] bias(Weights weights, String name) {
    return biases ? weights.vector(layer + name + ".bias") : null;
  }

  @Override
  public void forward(float[][] x, Columns columns) {
    int n = columns.padded();
    in.forward(norm.forward(x, n), hidden, n);
    for (int row = 0; row < inner; row++) {
      if (room.learns) {
        activation.forward(hidden[row], slope[row], n);
      } else {
        activation.forward(hidden[row], n);
      }
    }
    out.forward(hidden, room.branch, n);
    residual.forward(x, room.branch, columns);
  }

  @Override
  public void backward(float[][] dx, Columns columns, Weights gradient) {
    int n = columns.n;
    int padded = columns.padded();
    float[][] d = residual.backward(dx, columns);
    if (fromSlope.isPresent()) {
      for (int row = 0; row < inner; row++) {
        fromSlope.get().compute(slope[row], hidden[row], padded);
      }
    }
    float[][] dOut = gradient.matrix(layer + OUT + ".weight");
    out.gradient(hidden, d, room.transposed, dOut, bias(gradient, OUT), n);
    float[][] dHidden = room.hidden;
    out.backward(d, dHidden, padded);
    for (int row = 0; row < inner; row++) {
      Vectors.multiply(dHidden[row], slope[row], padded);
    }
    float[][] dIn = gradient.matrix(layer + IN + ".weight");
    in.gradient(norm.again(padded), dHidden, room.transposed, dIn, bias(gradient, IN), n);
    in.backward(dHidden, room.inner, padded);
    norm.backward(room.inner, dx, gradient, n);
  }
}
