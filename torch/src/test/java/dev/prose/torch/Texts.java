package dev.prose.torch;

import dev.prose.data.BatchSampler;
import dev.prose.data.BatchStreams;
import dev.prose.data.Batches;
import dev.prose.data.Tokens;
import dev.prose.random.SplitMix64;
import dev.prose.train.Learner;

/** A text that can be learned a little: each token is the last but one and a random step more. */
final class Texts {
  static final int V = 13;
  static final int LINE_END = 2;

  private Texts() {}

  static Tokens tokens() {
    int[] steps = new SplitMix64(9).ints(3001, 0, 3).toArray();
    int[] tokens = new int[steps.length];
    for (int i = 2; i < tokens.length; i++) {
      tokens[i] = (tokens[i - 2] + steps[i]) % V;
    }
    return Tokens.of(tokens, V);
  }

  /** The batches that a trainer would give. */
  static Batches batches(Learner learner, int windows, int length) {
    int all = windows * learner.batchesAtOnce();
    return learner.carriesState()
        ? new BatchStreams("train", tokens(), all, length)
        : new BatchSampler("train", tokens(), all, length, 4);
  }
}
