package dev.prose.benchmarks.peers;

import dev.prose.benchmarks.BenchmarkText;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Measures making a model from text. */
@State(Scope.Benchmark)
public class ToolkitFitting {
  @Param public Toolkit toolkit;

  @Param({"5", "7"})
  public int order;

  private String text;

  @Setup
  public void read() throws IOException {
    text = BenchmarkText.read().trainingText();
  }

  @Benchmark
  public TextModel fit() throws IOException {
    return toolkit.fit(text, order);
  }
}
