package dev.prose.mixture;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A text and what its contexts count, from which a part of the text can be taken out and put back.
 *
 * <p>All kinds count what came after a context each time it came, but for the shorter ones of the
 * chain: as in Kneser and Ney's model, these count a symbol once for each longer context that it
 * came after.
 */
final class CountedText {
  private final int[] tokens;
  private final Kinds kinds;
  private final List<KindCounts> counted = new ArrayList<>(); // [kind]
  private final List<long[]> keys = new ArrayList<>(); // [windowed kind][position]
  private final List<ContextCounts> counts; // [kind], of the whole text
  private final int[] before; // [position], the folded character there
  private final Window window;

  /** Counts a whole text. */
  CountedText(int[] tokens, int vocabularySize, Kinds kinds) {
    this.tokens = tokens;
    this.kinds = kinds;
    this.before = new int[tokens.length];
    this.window = new Window(vocabularySize);
    try (ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<KindCounts>> counting = new ArrayList<>();
      for (ContextKind kind : kinds.counted()) {
        counting.add(
            threads.submit(() -> new KindCounts(kind, tokens, vocabularySize, kinds.history())));
      }
      Future<?> walking = threads.submit(this::walkAll);
      counting.forEach(each -> counted.add(Work.result(each)));
      Work.result(walking);
      add(0, tokens.length);
      List<Future<ContextCounts>> keeping = new ArrayList<>();
      counted.forEach(kind -> keeping.add(threads.submit(kind::counts)));
      counts = keeping.stream().map(Work::result).toList();
    }
  }

  private void walkAll() {
    for (int kind = 0; kind < kinds.windowed().size(); kind++) {
      keys.add(new long[tokens.length]);
    }
    History history = kinds.history();
    Pieces.forEach(0, tokens.length, (from, to) -> walk(history, from, to));
  }

  private void walk(History history, int from, int to) {
    for (int i = from; i < to; i++) {
      for (int kind = 0; kind < keys.size(); kind++) {
        keys.get(kind)[i] = kinds.windowed().get(kind).key(history);
      }
      before[i] = history.folded();
      history.advance(tokens[i]);
    }
  }

  int size() {
    return tokens.length;
  }

  /** Counts the symbols at some positions. */
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

  /** Takes the symbols at some positions out: the counts are as if they had never been in. */
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

  /** Shows what is counted after the contexts of a position, and what came there. */
  void look(int position, Votes votes) {
    votes.clear();
    for (KindCounts kind : counted) {
      kind.look(position, votes);
      votes.endKind();
    }
    int first = Math.max(0, position - Window.LENGTH);
    for (long[] ofKind : keys) {
      window.look(ofKind[position], ofKind, tokens, first, position, votes);
      votes.endKind();
    }
    votes.before = before[position];
    votes.position = position;
    votes.symbol = tokens[position];
  }

  /** What each kind counts of the whole text, the chain first. */
  List<ContextCounts> counts() {
    return counts;
  }
}
