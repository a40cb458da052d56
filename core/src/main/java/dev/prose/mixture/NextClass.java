package dev.prose.mixture;

import java.util.Arrays;

/**
 * What comes next if words follow each other by their classes: a word's class is expected from the
 * words before, and its letters from its class and from those that are already there. So what is
 * known of all words of a class helps to foresee each of them, also where it has never been.
 *
 * <pre>  p(symbol) ∝ Σ P(class | words before) count(letters so far, symbol, class) / count(class)
 * </pre>
 *
 * <p>with the sum over the classes. P(class | words before) is what is counted of classes alone,
 * interpolated with what is counted after the class before, the two classes before, the word before
 * and the two words before, with one fixed discount. Between two words, the letters so far are the
 * characters since the last one.
 *
 * <p>Source: Brown et al., "Class-based n-gram models of natural language", 1992, equation 6 and
 * section 3, where words stand in the letters' place.
 */
final class NextClass implements SymbolCounts {
  /** The kind's name in options and files. */
  static final String NAME = "next-class";

  /** How much q weighs beside p: the vote is ln(1 + p / (PRIOR q)). */
  static final float PRIOR = 0.3f;

  private static final float DISCOUNT = 0.8f;
  private static final float LEAST = 0.001f; // a smaller p is left out

  private static final float NOT_SEEN = -1;

  private static final int SPELLING = 0; // the first of ContextKind.OF_NEXT_CLASS
  private static final int ALONE = 1; // the next one

  private final boolean wanted;
  private final int wideFrom; // entries of a context
  private final WideContexts wide = new WideContexts();
  private final int first; // of the tables that are counted for this
  // [class]: P(class | words before) / count(class), times an unknown factor
  private final float[] expected = new float[WordClasses.COUNT];
  private final float[] alone = new float[WordClasses.COUNT]; // the same of no words before
  private final float[] perWord = new float[WordClasses.COUNT]; // [class]: 1 / count(class)
  private final ClassRow row = new ClassRow();
  private final float[] mass; // [symbol], or NOT_SEEN
  private final int[] seen; // symbols that have a mass
  private int size; // of them
  private int entries; // that were gone through
  private final float[] sums; // [symbol of a wide context]
  private long words; // for which classes are expected
  private boolean known; // whether they are
  private boolean counted; // whether alone and perWord are known

  /** Finds what is counted. */
  @FunctionalInterface
  interface Counts {
    /** Adds what a table has counted after a context to the target. */
    void look(int table, long key, SymbolCounts target);
  }

  /**
   * @param wideFrom from how many entries on a context is prepared for quick use: {@link
   *     WideContexts#ENTRIES}, or {@link WideContexts#NONE} where the counts change all the time
   */
  NextClass(Kinds kinds, int wideFrom) {
    this.wideFrom = wideFrom;
    this.wanted = kinds.foresees();
    this.first = kinds.counted().size();
    this.mass = new float[wanted ? kinds.vocabularySize() : 0];
    Arrays.fill(mass, NOT_SEEN);
    this.seen = new int[mass.length];
    this.sums = new float[mass.length];
  }

  /** Forgets which classes are expected. Call it when counts have changed. */
  void forget() {
    known = false;
    counted = false;
    wide.clear();
  }

  /** Adds this kind to the votes, if the model has it. */
  void look(History history, Counts counts, Votes votes) {
    if (!wanted) {
      return;
    }
    long now = ContextKind.OF_NEXT_CLASS.getLast().key(history);
    if (!known || now != words) {
      expect(history, counts);
      words = now;
      known = true;
    }
    long spelling = ContextKind.OF_NEXT_CLASS.get(SPELLING).key(history);
    WideContexts.Matrix matrix = wide.get(spelling);
    if (matrix != null) {
      matrix.multiply(expected, sums);
      vote(matrix.symbols(), matrix.symbols().length, votes);
    } else {
      goThrough(spelling, counts, votes);
    }
    votes.endKind();
  }

  private void goThrough(long spelling, Counts counts, Votes votes) {
    size = 0;
    entries = 0;
    counts.look(first + SPELLING, spelling, this);
    for (int i = 0; i < size; i++) {
      sums[i] = mass[seen[i]];
      mass[seen[i]] = NOT_SEEN;
    }
    vote(seen, size, votes);
    if (entries >= wideFrom) {
      wide.add(
          spelling,
          Arrays.copyOf(seen, size),
          mass.length,
          target -> counts.look(first + SPELLING, spelling, target));
    }
  }

  /** Adds symbols to the votes, whose sums are in the same order. */
  private void vote(int[] symbols, int count, Votes votes) {
    float total = 0;
    for (int i = 0; i < count; i++) {
      total += sums[i];
    }
    for (int i = 0; i < count; i++) {
      float p = sums[i] / total;
      if (p >= LEAST) {
        votes.add(symbols[i], p);
      }
    }
  }

  /** Takes how often a symbol of a word of some class was counted. */
  @Override
  public void add(int outcome, int count) {
    int symbol = Outcome.symbol(outcome, mass.length);
    if (mass[symbol] == NOT_SEEN) {
      seen[size++] = symbol;
      mass[symbol] = 0;
    }
    mass[symbol] += expected[Outcome.wordClass(outcome, mass.length)] * count;
    entries++;
  }

  /**
   * Interpolates from what is counted of classes alone to the longest context. Instead of
   * multiplying every number by what the discounts leave, their common scale is; in the end it
   * would only be divided away.
   */
  private void expect(History history, Counts counts) {
    if (!counted) {
      countWords(history, counts);
      counted = true;
    }
    System.arraycopy(alone, 0, expected, 0, expected.length);
    float scale = 1;
    for (int table = ALONE + 1; table < ContextKind.OF_NEXT_CLASS.size(); table++) {
      look(table, history, counts);
      if (row.total > 0) {
        scale *= DISCOUNT * row.size / row.total;
        float each = 1 / (scale * row.total);
        for (int i = 0; i < row.size; i++) {
          int seenClass = row.classes[i];
          expected[seenClass] += (row.counts[seenClass] - DISCOUNT) * each * perWord[seenClass];
        }
      }
    }
  }

  private void countWords(History history, Counts counts) {
    look(ALONE, history, counts);
    Arrays.fill(perWord, 0);
    Arrays.fill(alone, 0);
    for (int i = 0; i < row.size; i++) {
      int seenClass = row.classes[i];
      perWord[seenClass] = 1f / row.counts[seenClass];
      alone[seenClass] = 1f / row.total; // count / total, per word
    }
  }

  private void look(int table, History history, Counts counts) {
    row.clear();
    counts.look(first + table, ContextKind.OF_NEXT_CLASS.get(table).key(history), row);
  }

  /** How often classes came after one context. */
  private static final class ClassRow implements SymbolCounts {
    private final int[] counts = new int[WordClasses.COUNT]; // [class]
    private final int[] classes = new int[WordClasses.COUNT]; // those that came
    private int size; // of them
    private int total;

    private void clear() {
      for (int i = 0; i < size; i++) {
        counts[classes[i]] = 0;
      }
      size = 0;
      total = 0;
    }

    @Override
    public void add(int outcome, int count) {
      if (counts[outcome] == 0) {
        classes[size++] = outcome;
      }
      counts[outcome] += count;
      total += count;
    }
  }
}
