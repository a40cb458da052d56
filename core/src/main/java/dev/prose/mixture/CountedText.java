package dev.prose.mixture;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A text and the counts of its contexts. The counts of a part of the text can be taken out and put
 * back.
 *
 * <p>Every kind counts each occurrence of a symbol after a context, except the shorter contexts of
 * the chain: as in Kneser and Ney's model, these count a symbol once for each longer context that
 * it follows.
 */
final class CountedText {
  private final int[] tokens;
  private final Kinds kinds;
  private final List<KindCounts> counted; // [kind]
  private final List<ContextCounts> counts; // [kind], of the whole text
  private final int[][] previous; // [windowed kind][position], see SortedPositions
  private final Window window;

  /** Counts a whole text. */
  CountedText(int[] tokens, int vocabularySize, Kinds kinds) {
    this.tokens = tokens;
    this.kinds = kinds;
    this.previous = new int[kinds.windowed().size()][];
    this.window = new Window(vocabularySize);
    try (ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<KindCounts>> counting =
          kinds.counted().stream()
              .map(kind ->
                  threads.submit(() -> new KindCounts(sorted(kind), tokens, vocabularySize)))
              .toList();
      List<Future<?>> linking =
          kinds.windowed().stream()
              .filter(kind -> !kinds.counted().contains(kind))
              .<Future<?>>map(kind -> threads.submit(() -> sorted(kind)))
              .toList();
      counted = counting.stream().map(Work::result).toList();
      List<Future<ContextCounts>> keeping = new ArrayList<>();
      for (int kind = 0; kind < counted.size(); kind++) {
        int each = kind;
        keeping.add(
            threads.submit(() -> {
              if (each < ContextKind.LONGEST) {
                counted.get(each).countOnceEach(counted.get(each + 1));
              }
              return counted.get(each).counts();
            }));
      }
      counts = keeping.stream().map(Work::result).toList();
      linking.forEach(Work::result);
    }
  }

  /** A kind's positions in order. If the kind has a window, their links are kept for it. */
  private SortedPositions sorted(ContextKind kind) {
    SortedPositions sorted = new SortedPositions(kind, tokens, kinds.history());
    int windowed = kinds.windowed().indexOf(kind);
    if (windowed >= 0) {
      previous[windowed] = sorted.previous();
    }
    return sorted;
  }

  int size() {
    return tokens.length;
  }

  /** Counts the symbols at some positions, from (inclusive) to (exclusive). */
  void add(int from, int to) {
    Pieces.forEach(from, to, this::addPiece);
  }

  private void addPiece(int from, int to) {
    for (int i = from; i < to; i++) {
      int position = i;
      ContextKind.downTheChain(length -> counted.get(length).add(position));
    }
    for (KindCounts kind : others()) {
      for (int i = from; i < to; i++) {
        kind.add(i);
      }
    }
  }

  /** Takes out the symbols at some positions: the counts are as if these had never been counted. */
  void remove(int from, int to) {
    Pieces.forEach(from, to, this::removePiece);
  }

  private void removePiece(int from, int to) {
    for (int i = from; i < to; i++) {
      int position = i;
      ContextKind.downTheChain(length -> counted.get(length).remove(position));
    }
    for (KindCounts kind : others()) {
      for (int i = from; i < to; i++) {
        kind.remove(i);
      }
    }
  }

  private List<KindCounts> others() {
    return counted.subList(ContextKind.CHAIN.size(), counted.size());
  }

  /** Finds the votes at a position, and the symbol there. */
  void vote(int position, Voting voting, Votes votes) {
    int before = before(position);
    voting.begin(before, votes);
    for (int kind = votes.kindsDone(); kind < counted.size(); kind++) {
      counted.get(kind).look(position, votes);
      votes.endKind();
    }
    int first = Math.max(0, position - Window.LENGTH);
    for (int[] ofKind : previous) {
      for (int i = ofKind[position]; i >= first; i = ofKind[i]) {
        window.see(tokens[i]);
      }
      window.tell(votes);
      votes.endKind();
    }
    voting.vote(votes);
    votes.before = kinds.traits().foldedOrNothing(before);
    votes.position = position;
    votes.symbol = tokens[position];
  }

  /**
   * The character before a position, or {@link History#NOTHING}, just as {@link History#last} gives
   * it.
   */
  private int before(int position) {
    if (position == 0) {
      return History.NOTHING;
    }
    int before = tokens[position - 1];
    boolean anew = kinds.shape().lines() && kinds.traits().isLineEnd(before);
    return anew ? History.NOTHING : before;
  }

  /** Each kind's counts over the whole text, the chain first. */
  List<ContextCounts> counts() {
    return counts;
  }
}
