package dev.prose.model;

import dev.prose.column.DoubleColumn;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A model that looks at the last few tokens, as many as it has seen before: an n-gram model of the
 * order N predicts from at most N - 1. What it says after a context rests on what it says after the
 * context without its first token, down to the empty one, and below that every token is as likely,
 * 1 / V.
 *
 * <p>Where a separator divides its text into sequences, it ends one and begins the next: nothing
 * before it is looked at.
 */
public abstract sealed class NGramModel implements LanguageModel
    permits InterpolatedNGramModel, BackoffNGramModel {
  /** Its {@link #type}. */
  public static final String TYPE = "ngram";

  // So many that an automaton pays even where all code is still cold.
  private static final long TOKENS_PAY = 2; // to be scored per n-gram
  private static final long AUTOMATON_BYTES = 40; // per n-gram, at most
  private static final long SHARE_OF_HEAP = 16; // that an automaton may take unasked

  private final NGramTrie trie;
  private final OptionalInt separator;

  NGramModel(NGramTrie trie, OptionalInt separator) {
    separator.ifPresent(token -> Objects.checkIndex(token, trie.vocabularySize()));
    this.trie = trie;
    this.separator = separator;
  }

  /** Its n-grams. */
  public NGramTrie trie() {
    return trie;
  }

  /** The longest n-grams' length, N. */
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

  /** The token that divides a text into sequences, if one does. */
  public OptionalInt separator() {
    return separator;
  }

  @Override
  public NGramCursor cursor() {
    return new NGramCursor(this);
  }

  /**
   * The same model in a form that takes more memory and answers several times as fast. Making it
   * takes as long as a question for every second n-gram or so.
   *
   * @return nothing if the model asks the longest context alone, whether it was seen or not: an
   *     automaton knows those that were seen
   * @throws IllegalArgumentException if there are too many n-grams, some 500 million
   */
  public Optional<NGramAutomaton> automaton() {
    boolean asksAll = shortestContext(trie.order() - 1) == 0;
    return asksAll ? Optional.of(new AutomatonBuilder(this).build()) : Optional.empty();
  }

  /** With an automaton, if that pays and is small beside the heap. */
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

  /** From the model's own distribution a token is drawn without computing the whole of it. */
  @Override
  public Drawer drawer(Reshaping reshaping) {
    return reshaping.isIdentity() ? cursor() : LanguageModel.super.drawer(reshaping);
  }

  /**
   * Reads all of it, and refuses what no estimator gives.
   *
   * @throws IllegalArgumentException if there is such a thing
   */
  abstract void requireSound();

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
   * The length of the shortest context that is asked.
   *
   * @param longest the length of the longest one that the order and the sequence allow
   */
  abstract int shortestContext(int longest);

  /** How often an n-gram counts, if the model knows. */
  abstract OptionalInt count(int level, int node);

  /** Whether a token occurred in what the model was made from. */
  abstract boolean occurs(int token);

  /**
   * The probability of a token after a context that it was seen after.
   *
   * @param level the context's
   * @param context its node
   * @param child the n-gram's node on the next level
   * @param lower the token's probability after the context without its first token
   */
  abstract double seen(int level, int context, int child, double lower);

  /** The same of a token that was not seen there. */
  abstract double unseen(int level, int context, double lower);

  /**
   * Turns all probabilities after the context without its first token into those after a context.
   *
   * @param distribution [token], overwritten
   */
  abstract void extend(int level, int context, double[] distribution);
}
