package dev.prose.benchmarks.warm;

import dev.prose.benchmarks.BenchmarkText;
import dev.prose.data.Tokens;
import dev.prose.estimate.NeuralEstimator;
import dev.prose.eval.Evaluator;
import dev.prose.neural.NeuralModel;
import dev.prose.neural.kinds.NetworkKind;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Measures scoring and generating with a network of a preset's shape that has learned nothing. */
@State(Scope.Benchmark)
public class NetworkUsing {
  /** Number of tokens scored or drawn per operation. */
  public static final int TOKENS = 10_000;

  @Param("gpt2")
  public String kind;

  private NeuralModel model;
  private Tokens tokens;

  @Setup
  public void make() throws IOException {
    BenchmarkText text = BenchmarkText.read();
    model = NeuralEstimator.of(NetworkKind.named(kind).orElseThrow()).untrained(text.tokenizer());
    tokens = text.tokens().slice(0, TOKENS + 1);
  }

  @Benchmark
  public double score() {
    return Evaluator.exact(model, tokens).nats();
  }

  @Benchmark
  public int generate() {
    return Drawing.draw(model, TOKENS);
  }
}
