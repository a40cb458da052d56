package dev.prose.mixture;

import dev.prose.model.Cursor;
import dev.prose.numeric.LogSumExp;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A place in a text, as a {@link Mixture} sees it. It can also explain its predictions ({@link
 * #votes}).
 */
public final class MixtureCursor implements Cursor {
  private final Kinds kinds;
  private final boolean windowsOpen;
  private final Memory memory;
  private final History history;
  private final Recent recent;
  private final Votes votes;
  private final Voting voting;
  private final Combination combination;
  private final long[] keys; // [kind]
  private final float[] logits; // [symbol]
  private final double[] exponentials; // [symbol]
  private float max; // of the logits
  private double logSum; // log of the sum of exp(logit - max)
  private boolean voted;
  private boolean predicted;

  MixtureCursor(Kinds kinds, boolean windowsOpen, Memory memory) {
    int vocabularySize = memory.weights().vocabularySize();
    this.kinds = kinds;
    this.windowsOpen = windowsOpen;
    this.memory = memory;
    this.history = kinds.history();
    this.recent = new Recent(kinds.windowed().size(), vocabularySize);
    this.votes = new Votes(kinds.size());
    this.voting = new Voting(vocabularySize);
    this.combination = new Combination(memory.weights());
    this.keys = new long[kinds.size()];
    this.logits = new float[vocabularySize];
    this.exponentials = new double[vocabularySize];
  }

  private void vote() {
    if (voted) {
      return;
    }
    findKeys(0, kinds.size());
    voting.begin(history.last(), votes);
    int counted = kinds.counted().size();
    for (int kind = votes.kindsDone(); kind < counted; kind++) {
      memory.look(kind, keys[kind], votes);
      votes.endKind();
    }
    for (int kind = counted; kind < kinds.size(); kind++) {
      if (windowsOpen) {
        recent.look(kind - counted, keys[kind], votes);
      }
      votes.endKind();
    }
    voting.vote(votes);
    votes.before = history.folded();
    voted = true;
  }

  private void findKeys(int fromKind, int toKind) {
    for (int kind = fromKind; kind < toKind; kind++) {
      keys[kind] = kinds.get(kind).key(history);
    }
  }

  // In double precision, so that probabilities add up to 1 as exactly as in other models.
  private void predict() {
    if (predicted) {
      return;
    }
    vote();
    combination.logits(votes, logits);
    max = LogSumExp.max(logits);
    logSum = LogSumExp.aboveMax(logits, max, exponentials);
    predicted = true;
  }

  // The largest logit is subtracted first, so that no digits are lost where logits are large.
  private double logSoftmax(int symbol) {
    return (double) logits[symbol] - max - logSum;
  }

  @Override
  public double logProbability(int token) {
    predict();
    return logSoftmax(token);
  }

  /**
   * The natural logarithm of one token's probability, in nats, if the windowed kinds saw nothing
   * here.
   *
   * @throws IndexOutOfBoundsException if there is no such token
   */
  double logProbabilityWindowsShut(int token) {
    vote();
    votes.forget(kinds.counted().size());
    predicted = false;
    double logProbability = logProbability(token);
    voted = false; // the windowed kinds have to look again
    predicted = false;
    return logProbability;
  }

  @Override
  public void logProbabilities(float[] target) {
    Cursor.requireVocabularySized(target.length, logits.length);
    predict();
    for (int symbol = 0; symbol < logits.length; symbol++) {
      target[symbol] = (float) logSoftmax(symbol);
    }
  }

  @Override
  public void advance(int token) {
    Objects.checkIndex(token, logits.length);
    if (memory.learns()) {
      vote();
      votes.symbol = token;
      memory.learn(votes, keys);
      voting.forget();
    } else {
      findKeys(kinds.counted().size(), kinds.size());
    }
    recent.add(keys, token);
    history.advance(token);
    voted = false;
    predicted = false;
  }

  /**
   * What each kind of context says about a token, in the order of {@link Mixture#contexts}.
   *
   * @throws IndexOutOfBoundsException if there is no such token
   */
  public List<ContextVote> votes(int token) {
    Objects.checkIndex(token, logits.length);
    predict();
    List<String> names = kinds.names();
    List<ContextVote> all = new ArrayList<>();
    for (int kind = 0; kind < names.size(); kind++) {
      all.add(combination.vote(votes, kind, names.get(kind), token));
    }
    return all;
  }
}
