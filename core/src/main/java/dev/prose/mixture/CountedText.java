package dev.prose.mixture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A text and the counts of its contexts. One part of the text at a time can be taken out of the
 * counts and put back.
 *
 * <p>Every kind counts each occurrence of a symbol after a context, except the shorter contexts of
 * the chain: as in Kneser and Ney's model, these count a symbol once for each longer context that
 * it follows. So an entry of the chain knows its entry of the context one shorter, and of the chain
 * only the longest contexts are looked up.
 */
final class CountedText {
  private static final int[] NOTHING = {};
  private static final int HISTORY_DISTANCE = 1 << 14;

  private final int[] tokens;
  private final ClassedText text;
  private final Kinds kinds;
  private final List<ContextKind> tables; // the counted kinds, then what else is counted
  private final List<History> histories; // every so many positions, so that no others are far away
  private final List<KindCounts> counted; // [table]
  private final List<ContextCounts> counts; // [table], of the whole text
  private final int[][] shorter; // [length][entry]: the same symbol's after the context one shorter
  private final int[][] out; // [table, if looked up][position in the part that is out]: its entry
  private int outFrom; // where the part begins

  /** Counts a whole text. */
  CountedText(int[] tokens, int vocabularySize, Kinds kinds) {
    this.tokens = tokens;
    this.kinds = kinds;
    this.tables = kinds.tables();
    this.text = new ClassedText(tokens, kinds);
    this.histories = histories();
    int size = tables.size();
    List<KindCounts.Found> found = inParallel(size, kind -> count(kind, vocabularySize));
    counted = found.stream().map(KindCounts.Found::counts).toList();
    shorter =
        inParallel(
                ContextKind.CHAIN.size(),
                length -> length == 0 ? new int[0] : shorter(length, found.get(length).positions()))
            .toArray(int[][]::new);
    counts =
        inParallel(
            size,
            kind -> {
              if (kind < ContextKind.LONGEST) {
                counted.get(kind).countOnceEach(shorter[kind + 1]);
              }
              return counted.get(kind).counts();
            });
    out = new int[size][];
    Arrays.fill(out, NOTHING);
  }

  private KindCounts.Found count(int kind, int vocabularySize) {
    KindCounts.Found found =
        KindCounts.count(tables.get(kind), text, kinds.history(), vocabularySize);
    return kind < ContextKind.CHAIN.size() ? found : found.withoutPositions();
  }

  /** Does the same for each kind, on all processors. */
  private static <T> List<T> inParallel(int kinds, IntFunction<T> work) {
    try (ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<T>> all =
          IntStream.range(0, kinds)
              .mapToObj(kind -> threads.submit(() -> work.apply(kind)))
              .toList();
      return all.stream().map(Work::result).toList();
    }
  }

  /** For each entry of a length of the chain, the same symbol's after the context one shorter. */
  private int[] shorter(int length, int... positions) {
    int[] entries = new int[positions.length];
    Pieces.forEach(
        0,
        positions.length,
        (from, to) -> {
          for (int entry = from; entry < to; entry++) {
            int position = positions[entry];
            entries[entry] =
                counted
                    .get(length - 1)
                    .entry(kinds.chainKey(tokens, position, length - 1), tokens[position]);
          }
        });
    return entries;
  }

  int size() {
    return tokens.length;
  }

  int token(int position) {
    return tokens[position];
  }

  /**
   * Takes out the symbols at some positions, from (inclusive) to (exclusive): the counts are as if
   * these had never been counted. Of what {@link NextClass} needs, the beginning of the word that
   * the first position is in is taken out as well, because its class would tell how it goes on.
   *
   * @param stop asked often; when it says so, nothing is taken out
   * @return whether they were taken out
   */
  boolean remove(int from, int to, BooleanSupplier stop) {
    outFrom = from;
    AtomicBoolean stopped = new AtomicBoolean();
    inParallel(
        counted.size(),
        kind -> {
          out[kind] = kind < ContextKind.LONGEST ? NOTHING : entries(kind, from, to, stop, stopped);
          return kind;
        });
    if (stopped.get()) {
      Arrays.fill(out, NOTHING);
      return false;
    }
    changeAll(KindCounts::remove);
    return true;
  }

  /** Puts back what was taken out. */
  void putBack() {
    changeAll(KindCounts::add);
    Arrays.fill(out, NOTHING);
  }

  /** The entries of a kind at the positions of the part; not all of them, when stopped. */
  private int[] entries(int kind, int from, int to, BooleanSupplier stop, AtomicBoolean stopped) {
    int begin = tables.get(kind).outcome() == Outcome.SYMBOL ? from : text.beginOfWord(from);
    int[] entries = new int[to - begin];
    History history = historyAt(begin);
    Pieces.forEach(
        begin,
        to,
        (first, end) -> {
          if (stop.getAsBoolean()) {
            stopped.set(true);
          }
          if (!stopped.get()) {
            find(kind, history, first, end, entries, begin);
          }
        });
    return entries;
  }

  // Keys first, so that the processor can fetch the contexts of several at once.
  private void find(
      int kind, History history, int from, int to, int[] entries, int beginOfEntries) {
    ContextKind each = tables.get(kind);
    long[] keys = new long[to - from];
    int[] outcomes = new int[to - from];
    for (int i = from; i < to; i++) {
      keys[i - from] = each.key(history);
      outcomes[i - from] = text.outcome(each, history, i);
      history.advance(tokens[i]);
    }
    for (int i = 0; i < keys.length; i++) {
      entries[from - beginOfEntries + i] =
          outcomes[i] == Outcome.NONE
              ? KindCounts.NONE
              : counted.get(kind).entry(keys[i], outcomes[i]);
    }
  }

  /** Changes a count, and says whether the symbol is thereby new after the context, or gone. */
  @FunctionalInterface
  private interface Change {
    boolean of(KindCounts counts, int entry);
  }

  private void changeAll(Change change) {
    inParallel(
        counted.size(),
        kind -> {
          Pieces.forEach(0, out[kind].length, (from, to) -> change(kind, from, to, change));
          return kind;
        });
  }

  /**
   * Changes the counts at some places of the part that is out. Down the chain it goes on as long as
   * a symbol is new, or gone, after the longer context.
   */
  private void change(int kind, int from, int to, Change change) {
    for (int i = from; i < to; i++) {
      int entry = out[kind][i];
      boolean goesOn = entry != KindCounts.NONE && change.of(counted.get(kind), entry);
      if (kind == ContextKind.LONGEST) {
        for (int length = kind; goesOn && length > 0; length--) {
          entry = shorter[length][entry];
          goesOn = entry != KindCounts.NONE && change.of(counted.get(length - 1), entry);
        }
      }
    }
  }

  /** What was read before a position. */
  History historyAt(int position) {
    History history = histories.get(position / HISTORY_DISTANCE).copy();
    advance(history, position / HISTORY_DISTANCE * HISTORY_DISTANCE, position);
    return history;
  }

  private List<History> histories() {
    List<History> all = new ArrayList<>();
    History history = kinds.history();
    for (int position = 0; position <= tokens.length; position += HISTORY_DISTANCE) {
      all.add(history.copy());
      advance(history, position, Math.min(tokens.length, position + HISTORY_DISTANCE));
    }
    return all;
  }

  private void advance(History history, int from, int to) {
    for (int i = from; i < to; i++) {
      history.advance(tokens[i]);
    }
  }

  /**
   * Finds what was counted at a position of the part that is out, and the symbol there.
   *
   * @param reader has read all before the position
   */
  void look(int position, Reader reader, Bases bases, NextClass next, Votes votes) {
    bases.begin(reader.history().last(), votes);
    int known = votes.kindsDone();
    lookUpTheChain(ContextKind.LONGEST, out[ContextKind.LONGEST][position - outFrom], known, votes);
    for (int kind = ContextKind.CHAIN.size(); kind < kinds.counted().size(); kind++) {
      lookUp(kind, out[kind][position - outFrom], votes);
    }
    reader.look(votes);
    next.look(reader.history(), this::look, votes);
    bases.complete(votes);
    votes.position = position;
    votes.symbol = tokens[position];
  }

  private void look(int table, long key, SymbolCounts target) {
    counted.get(table).look(key, target);
  }

  /** From the shortest context that is not yet known up to this length. */
  private void lookUpTheChain(int length, int entry, int known, Votes votes) {
    if (length > known) {
      int next = entry == KindCounts.NONE ? entry : shorter[length][entry];
      lookUpTheChain(length - 1, next, known, votes);
    }
    lookUp(length, entry, votes);
  }

  private void lookUp(int kind, int entry, Votes votes) {
    if (entry != KindCounts.NONE) {
      counted.get(kind).look(entry, votes);
    }
    votes.endKind();
  }

  /** Each table's counts over the whole text, the chain first. */
  List<ContextCounts> counts() {
    return counts;
  }
}
