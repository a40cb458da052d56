package dev.prose.benchmarks.warm;

import dev.prose.benchmarks.BenchmarkText;
import dev.prose.count.BigramCounts;
import dev.prose.data.Batch;
import dev.prose.data.BatchSampler;
import dev.prose.data.Tokens;
import dev.prose.model.BigramModel;
import dev.prose.train.AdamW;
import dev.prose.train.BigramLearner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Measures the parts of the lesson's bigram: a training step, and the exact loss. */
@State(Scope.Thread)
public class BigramTraining {
  private static final int BATCHES = 64; // drawn before the clock starts

  private final List<Batch> batches = new ArrayList<>();
  private Tokens train;
  private BigramModel model;
  private BigramLearner learner;
  private int next;

  @Setup
  public void read() throws IOException {
    BenchmarkText text = BenchmarkText.read();
    train = text.split().train();
    model = BigramModel.random(text.tokenizer().vocabularySize(), 1337);
    learner = new BigramLearner(model, AdamW.Options.DEFAULT);
    BatchSampler sampler = new BatchSampler("train", train, 32, 8, 1337);
    for (int step = 0; step < BATCHES; step++) {
      batches.add(sampler.batch(step));
    }
  }

  @Benchmark
  public double step() {
    next = (next + 1) % BATCHES;
    return learner.step(batches.get(next));
  }

  /** Counts all pairs of the training split, and computes the loss on them. */
  @Benchmark
  public double exactLoss() {
    return BigramCounts.of(train).crossEntropy(model);
  }
}
