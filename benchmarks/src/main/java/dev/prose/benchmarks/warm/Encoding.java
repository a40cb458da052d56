package dev.prose.benchmarks.warm;

import dev.prose.benchmarks.BenchmarkText;
import dev.prose.token.chars.CharTokenizer;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Measures encoding text to token ids, and decoding it again. */
@State(Scope.Benchmark)
public class Encoding {
  private CharTokenizer tokenizer;
  private String text;
  private int[] ids;

  @Setup
  public void read() throws IOException {
    BenchmarkText read = BenchmarkText.read();
    tokenizer = read.tokenizer();
    text = read.text();
    ids = tokenizer.encode(text);
  }

  @Benchmark
  public int[] encode() {
    return tokenizer.encode(text);
  }

  @Benchmark
  public String decode() {
    return tokenizer.decode(ids);
  }
}
