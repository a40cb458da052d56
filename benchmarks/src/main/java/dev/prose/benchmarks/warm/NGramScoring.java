package dev.prose.benchmarks.warm;

import dev.prose.benchmarks.BenchmarkText;
import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;
import dev.prose.eval.Evaluator;
import dev.prose.model.LanguageModel;
import dev.prose.smooth.KneserNey;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Measures the loss on the validation split, one token at a time. */
@State(Scope.Benchmark)
public class NGramScoring {
  @Param({"5", "7"})
  public int order;

  /** Where the model is, or its form. */
  @Param({"heap", "mapped", "automaton"})
  public String place;

  private LanguageModel model;
  private Tokens validation;

  @Setup
  public void fit() throws IOException {
    BenchmarkText text = BenchmarkText.read();
    var fitted = KneserNey.ESTIMATED.fit(NGramCounts.of(text.split().train(), order));
    model =
        switch (place) {
          case "heap" -> fitted;
          case "mapped" -> MappedModel.of(fitted);
          default -> fitted.automaton().orElseThrow();
        };
    validation = text.split().validation();
  }

  @Benchmark
  public double score() {
    return Evaluator.exact(model, validation).nats();
  }
}
