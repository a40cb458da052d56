package dev.prose.server.generation;

import java.util.concurrent.atomic.LongAdder;

/** How many tokens a server has read and written so far. Safe for use by several threads. */
public final class TokenCounts {
  private final LongAdder read = new LongAdder();
  private final LongAdder written = new LongAdder();

  void addRead() {
    read.increment();
  }

  void addWritten() {
    written.increment();
  }

  /** Tokens of prompts. */
  public long read() {
    return read.sum();
  }

  /** Tokens that were drawn. */
  public long written() {
    return written.sum();
  }
}
