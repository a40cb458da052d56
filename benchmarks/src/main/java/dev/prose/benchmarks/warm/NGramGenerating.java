package dev.prose.benchmarks.warm;

import dev.prose.benchmarks.BenchmarkText;
import dev.prose.count.NGramCounts;
import dev.prose.model.LanguageModel;
import dev.prose.smooth.KneserNey;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Measures drawing tokens from an n-gram model. */
@State(Scope.Benchmark)
public class NGramGenerating {
  /** Number of tokens drawn per operation. */
  public static final int TOKENS = 100_000;

  @Param({"5", "7"})
  public int order;

  /** Where the model is. */
  @Param({"heap", "mapped"})
  public String place;

  private LanguageModel model;

  @Setup
  public void fit() throws IOException {
    var fitted =
        KneserNey.ESTIMATED.fit(NGramCounts.of(BenchmarkText.read().split().train(), order));
    model = place.equals("heap") ? fitted : MappedModel.of(fitted);
  }

  @Benchmark
  public int generate() {
    return Drawing.draw(model, TOKENS);
  }
}
