package dev.prose.benchmarks.warm;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Measures how fast one core moves memory, by a copy too large for caches. */
@State(Scope.Benchmark)
public class MemoryBandwidth {
  /** Bytes read plus bytes written per operation. */
  public static final long BYTES = 2L << 26;

  private final byte[] from = new byte[1 << 26];
  private final byte[] to = new byte[1 << 26];

  @Benchmark
  public byte[] copy() {
    System.arraycopy(from, 0, to, 0, from.length);
    return to;
  }
}
