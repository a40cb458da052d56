package dev.prose.train;

/**
 * Momentum, made orthogonal: an optimizer for matrices that turn features into features. Not safe
 * for use by several threads; each has one of its own.
 *
 * <p>Source: Keller Jordan and others, "Muon: an optimizer for hidden layers in neural networks",
 * 2024.
 */
public final class Muon {
  /** What a {@link LearnerState} calls it. */
  public static final String NAME = "Muon";

  /**
   * The settings of the optimizer.
   *
   * @param learningRate the step size, above 0
   * @param momentum the decay of the mean of the gradients, in [0, 1)
   * @param weightDecay the share of a weight that the learning rate takes away each step, at least
   *     0
   */
  public record Options(double learningRate, double momentum, double weightDecay) {
    /** As it was published: 0.02, 0.95, 0. */
    public static final Options DEFAULT = new Options(0.02, 0.95, 0);

    /**
     * @throws IllegalArgumentException if a value is out of its range
     */
    public Options {
      require(learningRate > 0, "muon learning rate", learningRate, "finite and above 0");
      require(momentum >= 0 && momentum < 1, "momentum", momentum, "in [0, 1)");
      require(weightDecay >= 0, "weight decay", weightDecay, "finite and at least 0");
    }

    private static void require(boolean inRange, String name, double value, String range) {
      if (!inRange || Double.isInfinite(value)) {
        throw new IllegalArgumentException(
            "%s must be %s, but is %s".formatted(name, range, value));
      }
    }
  }

  private final Options options;
  private final NewtonSchulz newtonSchulz;

  /**
   * @param mostShort the largest of the shorter sides of the matrices
   * @param mostLong the largest of their longer sides
   */
  public Muon(Options options, int mostShort, int mostLong) {
    this.options = options;
    this.newtonSchulz = new NewtonSchulz(mostShort, mostLong);
  }

  /**
   * Moves a matrix one step.
   *
   * @param weights [row][column], changed in place
   * @param gradient of the loss by each weight; overwritten
   * @param momentum the decaying mean of the gradients, changed in place
   * @param outputs how many features the matrix gives
   * @param factor of the learning rate
   */
  public void step(
      float[][] weights, float[][] gradient, float[][] momentum, int outputs, double factor) {
    float beta = (float) options.momentum;
    float rest = (float) (1 - options.momentum);
    for (int row = 0; row < weights.length; row++) {
      nesterov(gradient[row], momentum[row], beta, rest);
    }
    newtonSchulz.orthogonalize(gradient, weights[0].length);
    long inputs = (long) weights.length * weights[0].length / outputs;
    double rate = factor * options.learningRate;
    float stepSize = (float) (rate * Math.sqrt(Math.max(1, (double) outputs / inputs)));
    float decay = (float) (1 - rate * options.weightDecay);
    for (int row = 0; row < weights.length; row++) {
      move(weights[row], gradient[row], decay, stepSize);
    }
  }

  private static void nesterov(float[] gradient, float[] momentum, float beta, float rest) {
    for (int i = 0; i < momentum.length; i++) {
      float mean = beta * momentum[i] + rest * gradient[i];
      momentum[i] = mean;
      gradient[i] = rest * gradient[i] + beta * mean;
    }
  }

  private static void move(float[] weights, float[] update, float decay, float stepSize) {
    for (int i = 0; i < weights.length; i++) {
      weights[i] = weights[i] * decay - stepSize * update[i];
    }
  }
}
