package dev.prose.mixture;

import dev.prose.data.Tokens;
import dev.prose.numeric.LogSoftmax;
import dev.prose.random.SplitMix64;
import dev.prose.text.InvalidDataException;
import dev.prose.token.chars.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Counts a text, and learns how far to trust its contexts.
 *
 * <p>The text is cut into blocks, which are taken in random order. While the model learns from a
 * block, the block's counts, and those near it, are taken out: a model that predicts what it has
 * counted learns to trust its counts too much.
 */
public final class MixtureTrainer {
  static final int MOST_TOKENS = 1 << 28;

  private static final double DECAY = 0.9; // of the rate, lost from first to last position

  // Purposes of the seed.
  private static final long WEIGHTS = 0;
  private static final long ORDER = 1;
  private static final long POSITIONS = 2;

  private final MixtureOptions options;
  private final Kinds kinds;
  private final CountedText text;
  private final List<ContextCounts> counts;
  private final int[] frequent; // the symbols that have a bias
  private final int[] order; // [block]
  private Weights weights;
  private int done;

  /** Is told how learning progresses. */
  public interface Listener {
    /**
     * A block was learned from.
     *
     * @param blocks how many are done, of {@link #blocks}
     * @param nats the mean loss per token at the block's positions, each measured before the step
     *     there, while nothing of the block was counted; NaN if there were no positions
     */
    void learned(int blocks, double nats);

    /**
     * A step was taken.
     *
     * @param share how much of the learning is done, from 0 to 1
     */
    default void reached(double share) {}
  }

  /**
   * Counts a text; nothing is learned yet.
   *
   * @param train at least one token
   * @param vocabulary the vocabulary of these tokens
   * @throws InvalidDataException if there are no tokens, or too many
   */
  public MixtureTrainer(Tokens train, Vocabulary vocabulary, MixtureOptions options) {
    if (train.size() < 1 || train.size() > MOST_TOKENS) {
      throw new InvalidDataException(
          "a mixture is learned from 1 to %,d tokens, but there are %,d"
              .formatted(MOST_TOKENS, train.size()));
    }
    this.options = options;
    int[] tokens = new int[(int) train.size()];
    train.copyTo(0, tokens, 0, tokens.length);
    this.kinds = Kinds.of(options.shape(), CharacterTraits.of(vocabulary), tokens);
    this.text = new CountedText(tokens, vocabulary.size(), kinds);
    this.counts = text.counts();
    this.frequent = FrequentSymbols.of(counts.getFirst(), vocabulary.size());
    this.order = order(options);
    this.weights = Weights.first(kinds, SplitMix64.derive(options.seed(), WEIGHTS));
  }

  /**
   * Continues where another run stopped. That run must have had the same text and the same options;
   * only the kinds of context, the classes of words and the number of counts are checked.
   *
   * @param model the other run's model
   * @param blocks number of blocks that it had done
   * @throws IllegalArgumentException if the model looks at other contexts or counted another text,
   *     or there are fewer blocks than that
   */
  public void goOnFrom(Mixture model, int blocks) {
    if (!model.kinds().equals(kinds) || model.countCount() != model().countCount()) {
      throw new IllegalArgumentException("the model is of another text or has other contexts");
    }
    if (blocks < 0 || blocks > blocks()) {
      throw new IllegalArgumentException(
          "there are %d blocks, and %d cannot be done".formatted(blocks(), blocks));
    }
    weights = model.weights().copy();
    done = blocks;
  }

  /** Number of blocks in all passes; a run can be continued after each of them. */
  public int blocks() {
    return order.length;
  }

  /** Number of blocks that are done. */
  public int done() {
    return done;
  }

  /** A model of the counts and of the weights as learned so far, which are copied. */
  public Mixture model() {
    return new Mixture(kinds, counts, weights.copy());
  }

  /**
   * Learns from all remaining blocks. When stopped within a block, it forgets what it learned
   * there, so that it can continue from the end of the block before.
   *
   * @param stop asked after each position, and while a block's counts are taken out, on several
   *     threads
   */
  public void train(Listener listener, BooleanSupplier stop) {
    try (VotesAhead ahead = votesAhead(new LearningReader(text, kinds, options.plan()))) {
      while (done < blocks() && !stop.getAsBoolean()) {
        Weights before = weights;
        weights = before.copy();
        OptionalDouble nats = OptionalDouble.empty();
        try {
          nats = learn(ahead, listener, stop);
        } finally {
          if (nats.isEmpty()) {
            weights = before; // it was stopped, or something failed
          }
        }
        if (nats.isEmpty()) {
          return;
        }
        done++;
        listener.learned(done, nats.getAsDouble());
      }
    }
  }

  private VotesAhead votesAhead(LearningReader reader) {
    return new VotesAhead(text, kinds, reader);
  }

  /** Takes what a model expects at one position. */
  @FunctionalInterface
  public interface Expectations {
    /**
     * Takes the distribution of the token at a position.
     *
     * @param logProbabilities [vocabulary], in nats; overwritten at the next position
     */
    void take(int position, float[] logProbabilities);
  }

  /**
   * What the model expects at positions of the text that it has counted, without the counts of the
   * block around each and of those near it: out-of-fold predictions, as those for a new text would
   * be. They are what another model needs that is to learn what this one leaves; see Wolpert,
   * "Stacked generalization", 1992.
   *
   * @param wanted at which positions
   * @param stop asked after each position, and while a block's counts are taken out, on several
   *     threads
   * @return whether it has come to the end
   */
  public boolean expectOutOfFold(
      IntPredicate wanted, Expectations expectations, BooleanSupplier stop) {
    Combination combination = new Combination(kinds, weights, frequent);
    float[] logits = new float[kinds.vocabularySize()];
    LogSoftmax logs = new LogSoftmax(logits);
    try (VotesAhead ahead = votesAhead(LearningReader.ofAll(text, kinds))) {
      for (int block = 0; block < options.plan().blocks(); block++) {
        int from = begin(block);
        int to = begin(block + 1);
        boolean whole =
            without(
                from,
                to,
                stop,
                () ->
                    ahead.forEach(
                        from,
                        IntStream.range(from, to).filter(wanted).iterator(),
                        votes -> {
                          combination.logits(votes, logits);
                          logs.normalize();
                          logs.copyTo(logits);
                          expectations.take(votes.position, logits);
                          return !stop.getAsBoolean();
                        }));
        if (!whole) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Does something while a block's counts, and those near it, are taken out.
   *
   * @return what it returned; false, without doing it, when stopped
   */
  private boolean without(int from, int to, BooleanSupplier stop, BooleanSupplier work) {
    int margin = kinds.cached().isEmpty() ? 0 : options.plan().margin(text.size());
    if (!text.remove(Math.max(0, from - margin), Math.min(text.size(), to + margin), stop)) {
      return false;
    }
    try {
      return work.getAsBoolean();
    } finally {
      text.putBack();
    }
  }

  /** Learns from the next block. Returns its mean loss in nats, or nothing if stopped. */
  private OptionalDouble learn(VotesAhead ahead, Listener listener, BooleanSupplier stop) {
    int from = begin(order[done]);
    int to = begin(order[done] + 1);
    SplitMix64 random = SplitMix64.stream(SplitMix64.derive(options.seed(), POSITIONS), done);
    BlockLoss loss = new BlockLoss();
    Combination combination = new Combination(kinds, weights, frequent);
    Learning learning = new Learning(kinds, weights, combination, frequent);
    float[] logits = new float[kinds.vocabularySize()];
    boolean whole =
        without(
            from,
            to,
            stop,
            () ->
                ahead.forEach(
                    from,
                    new RandomPositions(from, to, options.stride(), random),
                    votes -> {
                      double share =
                          (done + (double) (votes.position - from) / (to - from)) / blocks();
                      float rate = (float) (options.rate() * (1 - DECAY * share));
                      combination.logits(votes, logits);
                      loss.add(learning.step(votes, logits, rate));
                      listener.reached(share);
                      return !stop.getAsBoolean();
                    }));
    return whole ? OptionalDouble.of(loss.nats / loss.positions) : OptionalDouble.empty();
  }

  private static final class BlockLoss {
    private double nats;
    private int positions;

    void add(double logProbability) {
      nats -= logProbability;
      positions++;
    }
  }

  private int begin(int block) {
    return (int) ((long) text.size() * block / options.plan().blocks());
  }

  /** All blocks once per pass, each pass in its own random order. */
  private static int[] order(MixtureOptions options) {
    return IntStream.range(0, options.passes())
        .flatMap(pass ->
            Arrays.stream(
                shuffled(
                    options.plan().blocks(),
                    SplitMix64.stream(SplitMix64.derive(options.seed(), ORDER), pass))))
        .toArray();
  }

  private static int[] shuffled(int count, SplitMix64 random) {
    int[] blocks = IntStream.range(0, count).toArray();
    for (int i = count - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int block = blocks[i];
      blocks[i] = blocks[other];
      blocks[other] = block;
    }
    return blocks;
  }
}
