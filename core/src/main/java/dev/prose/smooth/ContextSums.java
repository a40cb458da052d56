package dev.prose.smooth;

import dev.prose.model.BackoffNGramModel;
import dev.prose.model.NGramTrie;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.PriorityQueue;

/**
 * Whether the probabilities of an imported model add up to 1 after each context that it has. Where
 * they do not, its losses are not code lengths, and can be compared with those of other models only
 * as far as the sums are near 1.
 *
 * @param contexts number of contexts, including the empty one
 * @param off number of contexts whose sum differs from 1 by more than {@link #TOLERANCE}
 * @param furthest the contexts whose sums are furthest from 1 by their logarithm, the furthest
 *     first
 */
public record ContextSums(long contexts, long off, List<Sum> furthest) {
  /** The rounding of a sum that the six or seven digits of ARPA files explain, and some more. */
  public static final double TOLERANCE = 2e-5;

  private static final Comparator<Place> NEAREST_FIRST =
      Comparator.comparingDouble((Place place) -> Math.abs(Math.log(place.sum)));

  /**
   * The sum of all probabilities after a context.
   *
   * @param context the context's tokens; none for the empty one
   * @param sum 0 or more
   */
  public record Sum(List<Integer> context, double sum) {
    /** Copies the list. */
    public Sum {
      context = List.copyOf(context);
    }
  }

  private record Place(int level, int context, double sum) {}

  /** Copies the list. */
  public ContextSums {
    furthest = List.copyOf(furthest);
  }

  /** Whether the model has a distribution after each context. */
  public boolean allOne() {
    return off == 0;
  }

  /**
   * Adds up the probabilities after each context of a model.
   *
   * @param most the largest number of sums to return
   */
  public static ContextSums of(BackoffNGramModel model, int most) {
    NGramTrie trie = model.trie();
    SuffixLinks links = new SuffixLinks(trie);
    Backoff backoff = new Backoff(trie, links, model.probabilities(), model.weights());
    double[][] sums = new double[trie.order()][]; // [level][context]
    PriorityQueue<Place> furthest = new PriorityQueue<>(NEAREST_FIRST);
    long contexts = 0;
    long off = 0;
    for (int level = 0; level < trie.order(); level++) {
      sums[level] = new double[trie.size(level)];
      for (int context = 0; context < sums[level].length; context++) {
        double sum =
            level == 0
                ? backoff.sumOfSeen(0, 0)
                : backoff.sum(
                    level, context, sums[links.level(level, context)][links.node(level, context)]);
        sums[level][context] = sum;
        if (canComeUp(model, level, context)) {
          contexts++;
          if (Math.abs(sum - 1) > TOLERANCE) {
            off++;
            furthest.add(new Place(level, context, sum));
            if (furthest.size() > most) {
              furthest.remove();
            }
          }
        }
      }
    }
    return new ContextSums(
        contexts,
        off,
        furthest.stream()
            .sorted(NEAREST_FIRST.reversed())
            .map(place -> new Sum(tokens(trie, place.level, place.context), place.sum))
            .toList());
  }

  /** Whether a context can occur: one with a separator after another token cannot. */
  private static boolean canComeUp(BackoffNGramModel model, int level, int context) {
    return level < 2
        || !OptionalInt.of(model.trie().token(level, context)).equals(model.separator());
  }

  private static List<Integer> tokens(NGramTrie trie, int level, int context) {
    Deque<Integer> tokens = new ArrayDeque<>();
    int node = context;
    for (int above = level; above > 0; above--) {
      tokens.addFirst(trie.token(above, node));
      node = above == 1 ? 0 : parent(trie, above, node);
    }
    return new ArrayList<>(tokens);
  }

  /** The parent of a node: the last node of the level above whose children begin no later. */
  private static int parent(NGramTrie trie, int level, int node) {
    int low = 0;
    int high = trie.size(level - 1) - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (trie.end(level - 1, middle) <= node) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
