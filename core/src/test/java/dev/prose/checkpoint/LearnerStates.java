package dev.prose.checkpoint;

import dev.prose.numeric.Tensor;
import dev.prose.train.LearnerState;
import java.util.LinkedHashMap;
import java.util.Map;

/** What learners might have kept. */
final class LearnerStates {
  private LearnerStates() {}

  /** The moments of a table of V x V weights after some steps. */
  static LearnerState adamW(int steps, int vocabularySize) {
    int[] shape = {vocabularySize, vocabularySize};
    float[] mean = new float[vocabularySize * vocabularySize];
    float[] square = new float[mean.length];
    mean[mean.length / 2] = -steps;
    square[mean.length / 2] = steps;
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("exp_avg", new Tensor(shape, mean));
    tensors.put("exp_avg_sq", new Tensor(shape, square));
    return new LearnerState("AdamW", steps, tensors);
  }
}
