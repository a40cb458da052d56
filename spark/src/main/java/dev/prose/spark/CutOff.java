package dev.prose.spark;

import dev.prose.count.MergedWindows;
import dev.prose.count.WindowPacking;
import dev.prose.smooth.CountCutoffs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import scala.Tuple2;

/**
 * Leaves n-grams that occur too rarely out of a range: each window is cut off behind the longest
 * n-gram that it begins with and that stays, so that those that stay have the counts that they had.
 *
 * <p>How often an n-gram occurs is known only when its last window has come. So the windows are
 * gone through twice, in memory: a range is small.
 */
final class CutOff {
  /** The key of blocks that belong where their range is. */
  static final int IN_ORDER = 0;

  /**
   * The key of windows that were cut off to an n-gram that an earlier range begins with: they go
   * before that range's windows.
   */
  static final int BEFORE = 1;

  private final WindowPacking packing;
  private final CountCutoffs cutoffs;
  private final List<Block> blocks;
  private final int foreign; // n-grams of the first window up to this length are an earlier range's
  private final long[] inherited; // [length - 1], how often those occur in all
  private final long[] added; // [length - 1], how often the last window's occur behind the range
  private final BitSet kept = new BitSet(); // [n-gram], in the order in which they begin

  /**
   * @param blocks of the range
   * @param range its index
   */
  CutOff(WindowPacking packing, CountCutoffs cutoffs, List<Block> blocks, Seams seams, int range) {
    this.packing = packing;
    this.cutoffs = cutoffs;
    this.blocks = blocks;
    this.foreign = seams.from()[range];
    this.inherited = seams.inherited()[range];
    this.added = seams.added()[range];
  }

  /** What is left, in order. */
  Iterator<Tuple2<Integer, Block>> left() throws IOException {
    new Walk().decide();
    return new Walk().cut();
  }

  private BlockSource windows() {
    return new BlockSource(packing.words(), blocks.iterator());
  }

  /** Goes from window to window, and knows the n-grams that each begins with. */
  private final class Walk {
    private final int[] open = new int[packing.length()]; // [length - 1], numbers of n-grams
    private final long[] counts = new long[packing.length()]; // [length - 1], theirs so far
    private final long[] last = new long[packing.words()];
    private int tokens; // of the last window
    private int nGrams; // so far
    private int others; // n-grams of the last window up to this length are an earlier range's

    void decide() throws IOException {
      others = foreign;
      BlockSource windows = windows();
      while (windows.next()) {
        int shared = step(windows.window(), true);
        others = Math.min(others, shared);
        for (int length = 1; length <= tokens; length++) {
          counts[length - 1] += windows.count();
        }
      }
      close(0, true);
    }

    /**
     * Goes on to a window.
     *
     * @return how many tokens of the one before it begins with; of the first, all
     */
    private int step(long[] window, boolean deciding) {
      boolean first = nGrams == 0;
      int shared = first ? 0 : packing.shared(last, window);
      if (deciding) {
        close(shared, false);
      }
      System.arraycopy(window, 0, last, 0, last.length);
      int before = Math.min(shared, tokens);
      tokens = packing.tokens(last);
      for (int length = before + 1; length <= tokens; length++) {
        open[length - 1] = nGrams++;
        counts[length - 1] = 0;
      }
      return first ? packing.length() : shared;
    }

    /** Decides on the n-grams of the last window that are longer than what goes on. */
    private void close(int shared, boolean atEnd) {
      for (int length = tokens; length > shared; length--) {
        long count =
            length <= others
                ? inherited[length - 1]
                : counts[length - 1] + (atEnd ? added[length - 1] : 0);
        kept.set(open[length - 1], count >= cutoffs.minimum(length));
      }
    }

    Iterator<Tuple2<Integer, Block>> cut() throws IOException {
      Shortened whole = new Shortened();
      List<Shortened> shorter = new ArrayList<>(); // [length - 1]
      List<Shortened> before = new ArrayList<>(); // [length - 1]
      for (int length = 1; length <= packing.length(); length++) {
        shorter.add(new Shortened());
        before.add(new Shortened());
      }
      others = foreign;
      BlockSource windows = windows();
      while (windows.next()) {
        others = Math.min(others, step(windows.window(), false));
        int length = tokens;
        while (length > 1 && !kept.get(open[length - 1])) {
          length--;
        }
        Shortened to =
            length == tokens
                ? whole
                : length <= others ? before.get(length - 1) : shorter.get(length - 1);
        to.add(length == tokens ? windows.window() : beginning(length), windows.count());
      }
      List<Tuple2<Integer, Block>> left = new ArrayList<>();
      List<BlockSource> inOrder = new ArrayList<>(List.of(whole.source()));
      shorter.forEach(each -> inOrder.add(each.source()));
      new Blocks(packing.words(), new MergedWindows(packing.words(), inOrder))
          .forEachRemaining(block -> left.add(new Tuple2<>(IN_ORDER, block)));
      for (Shortened each : before) {
        each.blocks().forEach(block -> left.add(new Tuple2<>(BEFORE, block)));
      }
      return left.iterator();
    }

    private long[] beginning(int length) {
      long[] beginning = new long[packing.words()];
      for (int place = length - 1; place >= 0; place--) {
        packing.prepend(packing.token(last, place), beginning);
      }
      return beginning;
    }
  }

  /** Windows that ascend, of which those that follow each other may be equal. */
  private final class Shortened {
    private final BlockWriter writer = new BlockWriter(packing.words());
    private long[] last = {};
    private long count;

    void add(long[] window, long more) {
      if (Arrays.equals(last, window)) {
        count += more;
      } else {
        flush();
        last = window.clone();
        count = more;
      }
    }

    private void flush() {
      if (count > 0) {
        writer.add(last, count);
        count = 0;
      }
    }

    List<Block> blocks() {
      flush();
      return writer.isEmpty() ? List.of() : List.of(writer.take());
    }

    BlockSource source() {
      return new BlockSource(packing.words(), blocks().iterator());
    }
  }
}
