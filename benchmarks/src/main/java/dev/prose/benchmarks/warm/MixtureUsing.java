package dev.prose.benchmarks.warm;

import dev.prose.benchmarks.BenchmarkText;
import dev.prose.data.Tokens;
import dev.prose.eval.Evaluator;
import dev.prose.mixture.Mixture;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Measures scoring and generating with a mixture, on one thread. */
@State(Scope.Benchmark)
public class MixtureUsing {
  /** Number of tokens scored or drawn per operation. */
  public static final int TOKENS = 20_000;

  @Param({"small", "medium"})
  public String contexts;

  private Mixture model;
  private Tokens validation;

  @Setup
  public void learn() throws IOException {
    BenchmarkText text = BenchmarkText.read();
    model = MixtureLearning.learn(text, contexts);
    Tokens all = text.split().validation();
    validation = all.slice(0, Math.min(TOKENS + 1, all.size()));
  }

  @Benchmark
  public double score() {
    return Evaluator.exact(model, validation).nats();
  }

  @Benchmark
  public double scoreAdaptively() {
    return Evaluator.exact(model.adaptive(Mixture.DEFAULT_ADAPTATION_RATE), validation).nats();
  }

  @Benchmark
  public int generate() {
    return Drawing.draw(model, TOKENS);
  }
}
