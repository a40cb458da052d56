package dev.prose.mixture;

import dev.prose.data.LastTokens;
import dev.prose.model.Cursor;
import dev.prose.numeric.LogSoftmax;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A place in a text, as a {@link Mixture} sees it. It can also explain its predictions ({@link
 * #votes}).
 */
public final class MixtureCursor implements Cursor {
  /** How the vote of the shortest contexts together is called. */
  private static final String BASE = "base";

  private final Kinds kinds;
  private final Memory memory;
  private final Reader reader;
  private final @Nullable LastTokens last;
  private final Votes votes;
  private final Bases bases;
  private final NextClass next;
  private final Voting voting;
  private final Combination combination;
  private final long[] keys; // [counted kind]
  private final float[] logits; // [symbol]
  private final LogSoftmax logs;
  private boolean voted;
  private boolean combined;
  private boolean normalized;

  /**
   * @param last the tokens that it may remember; null for all
   */
  MixtureCursor(
      Kinds kinds,
      Combination combination,
      Memory memory,
      Reader reader,
      @Nullable LastTokens last) {
    this.kinds = kinds;
    this.memory = memory;
    this.reader = reader;
    this.last = last;
    this.votes = new Votes(kinds.size());
    this.bases = new Bases(kinds.vocabularySize());
    this.next = new NextClass(kinds, memory.learns() ? WideContexts.NONE : WideContexts.ENTRIES);
    this.voting = new Voting(kinds);
    this.combination = combination;
    this.keys = new long[kinds.counted().size()];
    this.logits = new float[kinds.vocabularySize()];
    this.logs = new LogSoftmax(logits);
  }

  private void vote() {
    if (voted) {
      return;
    }
    History history = reader.history();
    bases.begin(history.last(), votes);
    int first = memory.learns() ? 0 : votes.kindsDone();
    for (int kind = first; kind < keys.length; kind++) {
      keys[kind] = kinds.counted().get(kind).key(history);
    }
    for (int kind = votes.kindsDone(); kind < keys.length; kind++) {
      memory.look(kind, keys[kind], votes);
      votes.endKind();
    }
    reader.look(votes);
    next.look(history, memory::look, votes);
    bases.complete(votes);
    voting.vote(votes);
    voted = true;
  }

  private void combine() {
    if (!combined) {
      vote();
      combination.logits(votes, logits);
      combined = true;
    }
  }

  private void predict() {
    if (!normalized) {
      combine();
      logs.normalize();
      normalized = true;
    }
  }

  @Override
  public double logProbability(int token) {
    predict();
    return logs.of(token);
  }

  @Override
  public void logProbabilities(float[] target) {
    Cursor.requireVocabularySized(target.length, logits.length);
    predict();
    logs.copyTo(target);
  }

  @Override
  public void advance(int token) {
    Objects.checkIndex(token, logits.length);
    if (memory.learns()) {
      combine();
      votes.symbol = token;
      if (memory.learn(votes, logits, keys)) {
        bases.forget();
      }
      if (memory.readWord(reader.history(), token)) {
        next.forget();
      }
    }
    if (last != null) {
      forgetSome(last);
      last.add(token);
    }
    reader.advance(token);
    voted = false;
    combined = false;
    normalized = false;
  }

  private void forgetSome(LastTokens memory) {
    if (memory.isFull()) {
      reader.beginAt(kinds.history());
      for (int token : memory.beginAnew()) {
        reader.advance(token);
      }
    }
  }

  /**
   * What each kind of context says about a token, in the order of {@link Mixture#contexts}; the
   * shortest ones together, as "base".
   *
   * @throws IndexOutOfBoundsException if there is no such token
   */
  public List<ContextVote> votes(int token) {
    Objects.checkIndex(token, logits.length);
    predict();
    List<ContextVote> all = new ArrayList<>();
    for (int kind = ContextKind.BASE; kind < kinds.size(); kind++) {
      all.add(kind == ContextKind.BASE ? base(token) : combination.vote(votes, kind, token));
    }
    return all;
  }

  private ContextVote base(int token) {
    int kind = ContextKind.BASE;
    int[] count = new int[1];
    memory.look(
        kind,
        kinds.counted().get(kind).key(reader.history()),
        (symbol, times) -> {
          count[0] += symbol == token ? times : 0;
        });
    Base base = votes.base();
    float trust = combination.lambda[kind];
    return new ContextVote(
        BASE, 0, base.total[kind], base.different[kind], count[0], trust, trust * base.logs[token]);
  }

  /**
   * The words and marks that are used like the last one that has ended, itself included: those of
   * its class.
   *
   * @return token ids of each, the most frequent word first; nothing if the word is too rare for a
   *     class, there is no word, or no kind of context looks at classes
   */
  public List<int[]> wordsAlike() {
    return kinds.classes().members(reader.history().previousClass());
  }

  /** What the place in the line and the column add to a token's logit, in nats. */
  public double bias(int token) {
    Objects.checkIndex(token, logits.length);
    vote();
    return combination.bias(votes, token);
  }
}
