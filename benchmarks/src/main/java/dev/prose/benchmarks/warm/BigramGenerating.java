package dev.prose.benchmarks.warm;

import dev.prose.benchmarks.BenchmarkText;
import dev.prose.count.AdditiveBigrams;
import dev.prose.count.BigramCounts;
import dev.prose.model.BigramModel;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Measures drawing tokens from a bigram model. */
@State(Scope.Benchmark)
public class BigramGenerating {
  /** Number of tokens drawn per operation. */
  public static final int TOKENS = 1_000_000;

  private BigramModel model;

  @Setup
  public void fit() throws IOException {
    model = new AdditiveBigrams(1).fit(BigramCounts.of(BenchmarkText.read().split().train()));
  }

  @Benchmark
  public int generate() {
    return Drawing.draw(model, TOKENS);
  }
}
