package dev.prose.model;

import dev.prose.column.DoubleColumn;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A model that predicts the next token from the last few. An n-gram model of order N looks at up to
 * N - 1 of them, as many as it has seen in this order before. Its prediction after a context builds
 * on the prediction after the same context without its first token, down to the empty context;
 * below that every token has the probability 1 / V.
 *
 * <p>A separator, if there is one, divides the text into sequences: it ends one and begins the
 * next, and contexts do not reach beyond it.
 *
 * <p>After every context the probabilities add up to 1, except in imported models: a {@link
 * BackoffNGramModel} uses its numbers unchanged.
 */
public abstract sealed class NGramModel implements LanguageModel
    permits InterpolatedNGramModel, BackoffNGramModel {
  /** The {@link #type} of every n-gram model. */
  public static final String TYPE = "ngram";

  // An automaton pays from here on, even in a JVM that has just started.
  private static final long TOKENS_PAY = 2; // tokens to score, per n-gram
  private static final long AUTOMATON_BYTES = 40; // per n-gram, at most
  private static final long SHARE_OF_HEAP = 16; // that an automaton may take unasked

  // Products of numbers that are each rounded to one part in 2^33 exceed 1 by no more than this.
  private static final double ROUNDING = 1e-8;

  private final NGramTrie trie;
  private final OptionalInt separator;

  NGramModel(NGramTrie trie, OptionalInt separator) {
    separator.ifPresent(token -> Objects.checkIndex(token, trie.vocabularySize()));
    this.trie = trie;
    this.separator = separator;
  }

  /** The n-grams of this model. */
  public NGramTrie trie() {
    return trie;
  }

  /** The length of the longest n-grams, N: the model predicts from up to N - 1 tokens. */
  public int order() {
    return trie.order();
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public int vocabularySize() {
    return trie.vocabularySize();
  }

  /** The token that divides a text into sequences; empty if the text is one sequence. */
  public OptionalInt separator() {
    return separator;
  }

  @Override
  public NGramCursor cursor() {
    return new NGramCursor(this);
  }

  /**
   * The same model in a form that takes more memory and is several times as fast. Building it takes
   * about as long as asking the model for one probability per two n-grams.
   *
   * @return empty if the model uses only the longest context, seen or not: an automaton has states
   *     only for contexts that were seen
   * @throws IllegalArgumentException if there are more than about 500 million n-grams
   */
  public Optional<NGramAutomaton> automaton() {
    boolean asksAll = shortestContext(trie.order() - 1) == 0;
    return asksAll ? Optional.of(new AutomatonBuilder(this).build()) : Optional.empty();
  }

  /** Scores with an automaton, if that pays and takes little of the heap. */
  @Override
  public SequenceScorer scorer(long length) {
    boolean pays = length >= TOKENS_PAY * trie.size();
    long most = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
    boolean small = AUTOMATON_BYTES * trie.size() <= most;
    Optional<NGramAutomaton> automaton = pays && small ? automaton() : Optional.empty();
    return automaton
        .map(it -> it.scorer(length))
        .orElseGet(() -> LanguageModel.super.scorer(length));
  }

  /** Draws from the model's own distribution without computing all of it. */
  @Override
  public Drawer drawer(Reshaping reshaping) {
    return reshaping.isIdentity() ? cursor() : LanguageModel.super.drawer(reshaping);
  }

  /**
   * Reads all of the model, and refuses impossible numbers.
   *
   * @throws IllegalArgumentException if there are such numbers
   */
  abstract void requireSound();

  /**
   * A probability as it is reported: 1, if rounding has carried it slightly above 1. A probability
   * further above 1 comes from the model's numbers, and stays.
   */
  static double told(double probability) {
    return probability > 1 && probability <= 1 + ROUNDING ? 1 : probability;
  }

  /** The same for a log-probability, in nats. */
  static double toldLog(double logProbability) {
    return logProbability > 0 && logProbability <= ROUNDING ? 0 : logProbability;
  }

  static void require(boolean condition, int level, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException("an n-gram of length " + level + " has " + otherwise);
    }
  }

  static void requireWithin(
      DoubleColumn column, double least, double most, int level, String what) {
    long outside = column.firstOutside(least, most);
    if (outside >= 0) {
      require(false, level, what + " of " + column.get(outside));
    }
  }

  /**
   * The length of the shortest context that a prediction uses.
   *
   * @param longest the length of the longest context that the order and the sequence allow
   */
  abstract int shortestContext(int longest);

  /** An n-gram's count, if the model keeps counts. */
  abstract OptionalLong count(int level, int node);

  /** Whether a token occurred in the text that the model was made from. */
  abstract boolean occurs(int token);

  /**
   * The probability of a token after a context that it was seen after.
   *
   * @param level the context's length
   * @param context the context's node
   * @param child the n-gram's node on the next level
   * @param lower the token's probability after the context without its first token
   */
  abstract double seen(int level, int context, int child, double lower);

  /** The probability of a token after a context that it was not seen after. */
  abstract double unseen(int level, int context, double lower);

  /**
   * Turns the probabilities after a context without its first token into those after the context.
   *
   * @param distribution [token], overwritten
   */
  abstract void extend(int level, int context, double[] distribution);
}
