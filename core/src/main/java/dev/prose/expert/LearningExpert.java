package dev.prose.expert;

import dev.prose.data.Batch;
import dev.prose.neural.LineStarts;
import dev.prose.neural.Network;
import dev.prose.neural.NeuralModel;
import dev.prose.neural.Pass;
import dev.prose.neural.Weight;
import dev.prose.neural.Weights;
import dev.prose.neural.recurrent.Gru;
import dev.prose.neural.recurrent.RecurrentReader;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * A network that goes on learning from the text that it reads: after each segment it takes a step
 * along the gradient of what was left to it there, and goes a little back to the weights that it
 * was trained to.
 *
 * <p>Source: Krause, Kahembwe, Murray and Renals, "Dynamic evaluation of neural sequence models",
 * ICML 2018.
 */
final class LearningExpert implements ExpertReader {
  // Chosen on tiny Shakespeare: docs/adr/0015-expert.md.
  private static final int SEGMENT = 32; // tokens
  private static final float RATE = 0.1f;
  private static final float RETURN = 0.02f; // the share of the way back, at each step
  private static final float LONGEST = 1; // gradient

  private final LineStarts lines;
  private final List<Weight> trained;
  private final Weights weights; // this reader's own
  private final Weights gradient;
  private final RecurrentReader reader;
  private final Pass pass;
  private final float[][] before = new float[1][]; // the state before the segment
  private final int[] inputs = new int[SEGMENT];
  private final int[] targets = new int[SEGMENT];
  private final float[][] offsets; // [place in the segment][token]
  private int read; // tokens of the segment
  private boolean begun;

  LearningExpert(NeuralModel expert) {
    Network network = expert.network();
    this.lines = expert.lines();
    this.trained = expert.weights().all();
    this.weights = expert.weights().copy();
    this.gradient = weights.newGradient();
    this.reader = ((Gru) network).reader(weights);
    this.pass = network.pass(weights, 1, SEGMENT);
    this.offsets = new float[SEGMENT][network.vocabularySize()];
    lines.lineEnd().ifPresent(this::read);
  }

  @Override
  public boolean learns() {
    return true;
  }

  @Override
  public void logits(float[] target) {
    if (begun) {
      reader.logits(target);
    } else {
      Arrays.fill(target, 0);
    }
  }

  @Override
  public void advance(int token, float[] mixtureLogs) {
    if (begun) {
      targets[read - 1] = token;
      System.arraycopy(mixtureLogs, 0, offsets[read - 1], 0, mixtureLogs.length);
      if (read == SEGMENT) {
        learn();
        read = 0;
      }
    }
    read(token);
  }

  private void read(int token) {
    if (lines.begins(token)) {
      reader.restart();
    }
    if (read == 0) {
      before[0] = reader.state();
    }
    inputs[read++] = token;
    reader.read(token);
    begun = true;
  }

  private void learn() {
    Batch batch = new Batch(1, SEGMENT, inputs, targets, offsets);
    gradient.clear();
    pass.forward(batch, 0, 1, lines, OptionalLong.empty(), before);
    pass.backward(gradient, 1f / SEGMENT);
    float rate = RATE * factor();
    for (int i = 0; i < trained.size(); i++) {
      Weight weight = weights.all().get(i);
      for (int row = 0; row < weight.rows(); row++) {
        move(
            weight.values()[row],
            gradient.all().get(i).values()[row],
            trained.get(i).values()[row],
            rate);
      }
    }
    reader.takeWeights();
  }

  /** What the gradient is multiplied with so that it is not too long. */
  private float factor() {
    double squares = 0;
    for (Weight weight : gradient.all()) {
      for (float[] row : weight.values()) {
        for (int i = 0; i < weight.columns(); i++) {
          squares += row[i] * row[i];
        }
      }
    }
    double length = Math.sqrt(squares);
    return length > LONGEST ? (float) (LONGEST / length) : 1;
  }

  private static void move(float[] values, float[] gradient, float[] trained, float rate) {
    for (int i = 0; i < values.length; i++) {
      values[i] += RETURN * (trained[i] - values[i]) - rate * gradient[i];
    }
  }
}
