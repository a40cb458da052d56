package dev.prose.count;

import java.io.IOException;
import java.util.List;
import java.util.PriorityQueue;

/** The windows of several sources in ascending order, each once: equal ones' counts are added. */
public final class MergedWindows extends WindowSource {
  private final PriorityQueue<WindowSource> queue = new PriorityQueue<>(); // by current window

  /**
   * @param words words per window
   * @param sources none of which has been read
   * @throws IOException if one cannot be read
   */
  public MergedWindows(int words, List<? extends WindowSource> sources) throws IOException {
    super(words);
    for (WindowSource source : sources) {
      if (source.next()) {
        queue.add(source);
      }
    }
  }

  @Override
  protected long read(long[] window) throws IOException {
    if (queue.isEmpty()) {
      return END;
    }
    System.arraycopy(queue.element().window(), 0, window, 0, window.length);
    long count = 0;
    while (!queue.isEmpty() && isCurrent(queue.element(), window)) {
      WindowSource equal = queue.remove();
      count = Math.addExact(count, equal.count());
      if (equal.next()) {
        queue.add(equal);
      }
    }
    return count;
  }

  private static boolean isCurrent(WindowSource source, long[] window) {
    long[] its = source.window();
    for (int w = 0; w < window.length; w++) {
      if (its[w] != window[w]) {
        return false;
      }
    }
    return true;
  }
}
