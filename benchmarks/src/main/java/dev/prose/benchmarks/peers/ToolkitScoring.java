package dev.prose.benchmarks.peers;

import dev.prose.benchmarks.BenchmarkText;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Measures computing the loss of a text. */
@State(Scope.Benchmark)
public class ToolkitScoring {
  @Param public Toolkit toolkit;

  @Param({"5", "7"})
  public int order;

  private TextModel model;
  private String text;

  @Setup
  public void fit() throws IOException {
    BenchmarkText read = BenchmarkText.read();
    model = toolkit.fit(read.trainingText(), order);
    text = read.validationText();
  }

  @Benchmark
  public double score() {
    return model.loss(text);
  }
}
