package dev.prose.count;

import java.io.IOException;

/** Takes windows in ascending order, each with how often it occurs. */
@FunctionalInterface
public interface WindowSink {
  /**
   * Takes the next window.
   *
   * @param window its words, as {@link WindowPacking} packs them; the array may be used again when
   *     this returns
   * @param count how often it occurs
   * @throws IOException if it cannot be passed on
   */
  void add(long[] window, long count) throws IOException;
}
