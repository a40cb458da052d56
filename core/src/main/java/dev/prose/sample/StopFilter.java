package dev.prose.sample;

import java.util.List;
import java.util.function.Consumer;

/**
 * Passes streamed text on until a stop text comes up. Text that may yet turn out to be the
 * beginning of a stop is held back until that is decided.
 */
final class StopFilter {
  private final List<String> stops;
  private final Consumer<String> sink;
  private final StringBuilder held = new StringBuilder();

  StopFilter(List<String> stops, Consumer<String> sink) {
    this.stops = stops;
    this.sink = sink;
  }

  /**
   * Takes the next piece; answers whether a stop came up, after which nothing more is passed on.
   */
  boolean accept(String piece) {
    if (piece.isEmpty()) {
      return false; // a token that ended in the middle of a character
    }
    if (stops.isEmpty()) {
      sink.accept(piece);
      return false;
    }
    held.append(piece);
    int stop = firstStop();
    if (stop >= 0) {
      held.setLength(stop);
      flush();
      return true;
    }
    int undecided = longestBeginning();
    if (undecided < held.length()) {
      int decided = held.length() - undecided;
      sink.accept(held.substring(0, decided));
      held.delete(0, decided);
    }
    return false;
  }

  /** Passes on what is held back: the text is at its end, no stop can come up any more. */
  void flush() {
    if (!held.isEmpty()) {
      sink.accept(held.toString());
      held.setLength(0);
    }
  }

  private int firstStop() {
    int first = -1;
    for (String stop : stops) {
      int at = held.indexOf(stop);
      if (at >= 0 && (first < 0 || at < first)) {
        first = at;
      }
    }
    return first;
  }

  /** The length of the longest end of the held text that a stop begins with. */
  private int longestBeginning() {
    int longest = 0;
    for (String stop : stops) {
      for (int length = Math.min(stop.length() - 1, held.length()); length > longest; length--) {
        if (stop.startsWith(held.substring(held.length() - length))) {
          longest = length;
        }
      }
    }
    return longest;
  }
}
