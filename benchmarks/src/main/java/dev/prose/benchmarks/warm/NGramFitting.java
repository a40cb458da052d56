package dev.prose.benchmarks.warm;

import dev.prose.benchmarks.BenchmarkText;
import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;
import dev.prose.model.NGramModel;
import dev.prose.smooth.DiscountTuning;
import dev.prose.smooth.Holdout;
import dev.prose.smooth.KneserNey;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Measures making an n-gram model from the tokens of the training split. */
@State(Scope.Benchmark)
public class NGramFitting {
  @Param({"5", "7"})
  public int order;

  private Tokens train;

  @Setup
  public void read() throws IOException {
    train = BenchmarkText.read().split().train();
  }

  @Benchmark
  public NGramCounts count() {
    return NGramCounts.of(train, order);
  }

  @Benchmark
  public NGramModel kneserNey() {
    return KneserNey.ESTIMATED.fit(NGramCounts.of(train, order));
  }

  @Benchmark
  public NGramModel tunedKneserNey() {
    NGramCounts counts = NGramCounts.of(train, order);
    return DiscountTuning.tune(Holdout.of(counts, train))
        .map(KneserNey::of)
        .orElse(KneserNey.ESTIMATED)
        .fit(counts);
  }
}
