package dev.prose.model;

import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** A place in a sequence, as an {@link NGramModel} sees it. */
public final class NGramCursor implements Cursor, Drawer {
  private final NGramModel model;
  private final NGramTrie trie;
  private final int separator; // NONE if there is none
  private final int[] contexts; // [length], nodes of the last tokens
  private final int[] children; // [length], the nodes of the same and the token asked for
  private final double[] distribution; // [token]
  private int length; // the longest context's, seen or not
  private int asked = NGramTrie.NONE;
  private int answered; // length of the n-gram that the last answer is from
  private int answeredNode;

  NGramCursor(NGramModel model) {
    this.model = model;
    this.trie = model.trie();
    this.separator = model.separator().orElse(NGramTrie.NONE);
    this.contexts = new int[trie.order()];
    this.children = new int[trie.order()];
    this.distribution = new double[trie.vocabularySize()];
    if (separator != NGramTrie.NONE) {
      begin();
    }
  }

  /** Begins a sequence: what was before the separator belongs to another. */
  private void begin() {
    length = Math.min(1, contexts.length - 1);
    if (length == 1) {
      contexts[1] = separator;
    }
  }

  /**
   * The probability that a token comes next.
   *
   * @return from 0 to 1; above 1 only where the numbers of an imported {@link BackoffNGramModel}
   *     say so
   * @throws IndexOutOfBoundsException if there is no such token
   */
  public double probability(int token) {
    find(token);
    answered = 0;
    double probability = 1.0 / trie.vocabularySize();
    for (int level = model.shortestContext(length); level <= length; level++) {
      int context = contexts[level];
      if (context != NGramTrie.NONE) {
        int child = children[level];
        if (child == NGramTrie.NONE) {
          probability = model.unseen(level, context, probability);
        } else {
          probability = model.seen(level, context, child, probability);
          answered = level > 0 || model.occurs(token) ? level + 1 : 0;
          answeredNode = child;
        }
      }
    }
    return NGramModel.told(probability);
  }

  @Override
  public double logProbability(int token) {
    return Math.log(probability(token));
  }

  /**
   * The length of the longest n-gram, the token included, that {@link #probability} last used; 0 if
   * the token was never seen.
   */
  public int answeredOrder() {
    return answered;
  }

  /**
   * The model's count of the n-gram that {@link #answeredOrder} gives the length of; empty if it
   * keeps no counts.
   */
  public OptionalLong answeredCount() {
    return answered == 0 ? OptionalLong.of(0) : model.count(answered, answeredNode);
  }

  /** How many contexts here, from the longest down, were never seen. */
  int unseenContexts() {
    int seen = length;
    while (contexts[seen] == NGramTrie.NONE) {
      seen--;
    }
    return length - seen;
  }

  private void find(int token) {
    Objects.checkIndex(token, trie.vocabularySize());
    for (int level = 0; level <= length; level++) {
      int context = contexts[level];
      children[level] =
          context == NGramTrie.NONE ? NGramTrie.NONE : trie.find(level, context, token);
    }
    asked = token;
  }

  @Override
  public void advance(int token) {
    if (asked != token || token == NGramTrie.NONE) {
      find(token);
    }
    asked = NGramTrie.NONE;
    if (token == separator) {
      begin();
      return;
    }
    length = Math.min(length + 1, contexts.length - 1);
    for (int level = length; level > 0; level--) {
      contexts[level] = children[level - 1];
    }
  }

  /**
   * Writes all probabilities of the next token.
   *
   * @param target [token], overwritten; the sum is 1, except in an imported model whose numbers add
   *     up to something else
   * @throws IllegalArgumentException if the target's length is not the vocabulary's size
   */
  public void probabilities(double[] target) {
    Cursor.requireVocabularySized(target.length, trie.vocabularySize());
    Arrays.fill(target, 1.0 / target.length);
    for (int level = model.shortestContext(length); level <= length; level++) {
      if (contexts[level] != NGramTrie.NONE) {
        model.extend(level, contexts[level], target);
      }
    }
    for (int token = 0; token < target.length; token++) {
      target[token] = NGramModel.told(target[token]);
    }
  }

  @Override
  public int draw(RandomGenerator random) {
    return draw(random.nextDouble());
  }

  /**
   * Turns a uniform number into a token, drawn in proportion to the probabilities; where all are 0,
   * every token is equally likely. An interpolated model is a mixture of contexts, so that most of
   * the time one context decides and no shorter one is looked at.
   *
   * @param uniform from [0, 1)
   */
  int draw(double uniform) {
    return model instanceof InterpolatedNGramModel mixture
        ? draw(mixture, uniform)
        : drawFromAll(uniform);
  }

  private int draw(InterpolatedNGramModel mixture, double uniform) {
    double left = uniform;
    int shortest = mixture.shortestContext(length);
    for (int level = length; level >= shortest; level--) {
      int context = contexts[level];
      if (context != NGramTrie.NONE) {
        double rest = mixture.rest(level, context);
        if (left >= rest) {
          return mixture.draw(level, context, left - rest);
        }
        left /= rest; // uniform again
      }
    }
    return (int) (left * trie.vocabularySize());
  }

  private int drawFromAll(double uniform) {
    probabilities(distribution);
    double all = 0;
    for (double probability : distribution) {
      all += probability;
    }
    if (all == 0) {
      return (int) (uniform * distribution.length);
    }
    double left = uniform * all; // an imported model's may not add up to 1
    int last = 0;
    for (int token = 0; token < distribution.length; token++) {
      if (distribution[token] > 0) {
        left -= distribution[token];
        last = token;
        if (left < 0) {
          break;
        }
      }
    }
    return last;
  }

  @Override
  public void logProbabilities(float[] target) {
    Cursor.requireVocabularySized(target.length, trie.vocabularySize());
    probabilities(distribution);
    for (int token = 0; token < target.length; token++) {
      target[token] = (float) StrictMath.log(distribution[token]); // the same on every machine
    }
  }
}
