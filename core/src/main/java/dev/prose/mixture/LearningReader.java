package dev.prose.mixture;

/**
 * Reads a block of a text for learning, and remembers what it has read of it. In some stretches of
 * a long text it begins anew again and again, and remembers only what came shortly before, so that
 * the weights are right for a short memory too (measured in docs/adr/0009-mixture.md). That is for
 * the caches, the place in the line, and the next word's class; what the other kinds have counted
 * of the whole text is found by all that came before.
 */
final class LearningReader {
  private static final int STRETCH = 1 << 13; // positions
  private static final int RENEWAL = 1 << 8; // positions after which a short memory begins anew
  private static final int SHORT_LEAD = 160; // positions that it then remembers

  private static final int LEAD = 5_000; // positions that are remembered from before a block
  private static final int LONG_LEAD = 50_000; // beyond which all caches have forgotten

  private final CountedText text;
  private final Kinds kinds;
  private final int lead; // positions that are remembered from before a block
  private final int cycle; // stretches, of which the first is read with a short memory
  private final boolean forgets; // in some stretches
  private final Reader reader;
  private int position; // the next one to be read

  /** A reader for learning by a plan. */
  LearningReader(CountedText text, Kinds kinds, LearningPlan plan) {
    this(
        text,
        kinds,
        LEAD,
        plan.shortMemory(),
        !kinds.cached().isEmpty() && text.size() >= plan.shortMemory() * STRETCH);
  }

  private LearningReader(CountedText text, Kinds kinds, int lead, int cycle, boolean forgets) {
    this.text = text;
    this.kinds = kinds;
    this.lead = lead;
    this.cycle = cycle;
    this.forgets = forgets;
    this.reader = new Reader(kinds);
  }

  /** A reader that remembers what a cursor would. */
  static LearningReader ofAll(CountedText text, Kinds kinds) {
    return new LearningReader(text, kinds, LONG_LEAD, 1, false);
  }

  /** Begins at a position, with what came before it. */
  void begin(int from) {
    position = from;
    int remembered = Math.max(0, from - lead);
    beginAnew(text.historyAt(remembered), remembered);
  }

  private void beginAnew(History history, int remembered) {
    reader.beginAt(history);
    for (int i = remembered; i < position; i++) {
      reader.advance(text.token(i));
    }
  }

  /** Reads up to a position. */
  Reader readTo(int end) {
    while (position < end) {
      if (forgets && position / STRETCH % cycle == 0 && position % RENEWAL == 0) {
        beginAnew(kinds.history(), Math.max(0, position - SHORT_LEAD));
      }
      reader.advance(text.token(position++));
    }
    return reader;
  }
}
