package dev.prose.train;

import dev.prose.data.Batch;
import dev.prose.model.BigramModel;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import tools.jackson.jr.ob.JSON;

/** A run that PyTorch made, written down by {@code tools/reference/golden_bigram.py}. */
record GoldenRun(
    String madeBy,
    Options options,
    int vocabularySize,
    int unusedInput,
    int batchSize,
    int blockSize,
    List<Double> initial,
    List<Step> steps,
    List<Table> gradients,
    List<Table> weights) {

  record Options(
      double learningRate, double beta1, double beta2, double epsilon, double weightDecay) {}

  /** The batch of a step and its mean loss before the update, in nats. */
  record Step(List<Integer> inputs, List<Integer> targets, double loss) {}

  /** [token][next token], as of a step, counted from 1. */
  record Table(int step, List<Double> values) {}

  static GoldenRun read(String name) throws IOException {
    String resource = "bigram-adamw-" + name + ".json";
    try (InputStream in = GoldenRun.class.getResourceAsStream(resource)) {
      return JSON.std.beanFrom(GoldenRun.class, Objects.requireNonNull(in, resource));
    }
  }

  AdamW.Options optimizer() {
    return new AdamW.Options(
        options.learningRate, options.beta1, options.beta2, options.epsilon, options.weightDecay);
  }

  BigramModel start() {
    return new BigramModel(vocabularySize, floats(initial));
  }

  Batch batch(Step step) {
    return new Batch(batchSize, blockSize, ints(step.inputs), ints(step.targets));
  }

  static float[] floats(List<Double> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i).floatValue();
    }
    return floats;
  }

  private static int[] ints(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }
}
