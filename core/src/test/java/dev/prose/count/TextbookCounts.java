package dev.prose.count;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Counts of n-grams by their definition: lists of tokens in a map. The separator of sequences
 * stands at both ends of each.
 */
public final class TextbookCounts {
  private final int order;
  private final OptionalInt separator;
  private final List<List<Integer>> sequences = new ArrayList<>(); // with their separators
  private final Map<List<Integer>, Long> raw = new HashMap<>();

  public TextbookCounts(int[] tokens, int order, OptionalInt separator) {
    this.order = order;
    this.separator = separator;
    List<Integer> sequence = new ArrayList<>(separator.stream().boxed().toList());
    for (int token : tokens) {
      sequence.add(token);
      if (separator.isPresent() && token == separator.getAsInt()) {
        sequences.add(sequence);
        sequence = new ArrayList<>(List.of(token));
      }
    }
    if (separator.isEmpty()) {
      sequences.add(sequence);
    } else if (sequence.size() > 1) { // the last one, which nothing ends
      sequence.add(separator.getAsInt());
      sequences.add(sequence);
    }
    for (List<Integer> each : sequences) {
      for (int from = 0; from < each.size(); from++) {
        for (int to = from + 1; to <= Math.min(each.size(), from + order); to++) {
          boolean begin = separator.isPresent() && to == 1; // begins a sequence, does not end it
          if (!begin) {
            raw.merge(List.copyOf(each.subList(from, to)), 1L, Long::sum);
          }
        }
      }
    }
  }

  /** How often each n-gram occurs, of those that do. */
  public Map<List<Integer>, Long> raw() {
    return raw;
  }

  /** The same, where n-grams shorter than the longest have continuation counts. */
  public Map<List<Integer>, Long> adjusted() {
    Map<List<Integer>, Long> adjusted = new HashMap<>();
    raw.forEach((nGram, count) -> {
      boolean first = nGram.size() > 1 && separator.equals(OptionalInt.of(nGram.getFirst()));
      if (nGram.size() == order || first) {
        adjusted.put(nGram, count);
      }
    });
    for (List<Integer> longer : raw.keySet()) {
      if (longer.size() > 1) {
        adjusted.merge(longer.subList(1, longer.size()), 1L, Long::sum);
      }
    }
    if (separator.isEmpty()) {
      List<Integer> text = sequences.getFirst();
      for (int length = 1; length < order && length <= text.size(); length++) {
        adjusted.merge(List.copyOf(text.subList(0, length)), 1L, Long::sum);
      }
    }
    return adjusted;
  }
}
