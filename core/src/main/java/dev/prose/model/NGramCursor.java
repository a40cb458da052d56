package dev.prose.model;

import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalInt;

/** A place in a sequence, as an {@link NGramModel} sees it. */
public final class NGramCursor implements Cursor {
  private final NGramModel model;
  private final NGramTrie trie;
  private final int separator; // NONE if there is none
  private SuffixLinks links;
  private int[] contexts; // [length], nodes of the last so many tokens
  private int[] nGrams; // [length], the nodes of these and the token asked for last
  private final double[] distribution; // [token]
  private int length; // of the longest context, seen or not
  private int followed; // length of the shortest context in the array; links lead to the others
  private int found; // length of the longest n-gram that was seen
  private int reached; // length of the shortest n-gram in the array
  private int asked = NGramTrie.NONE;
  private final long worthPreparing; // so many questions
  private long questions; // so far
  private int answered; // length of the n-gram that answered last
  private int answeredNode;

  NGramCursor(NGramModel model) {
    this.model = model;
    this.trie = model.trie();
    this.separator = model.separator().orElse(NGramTrie.NONE);
    this.links = trie.knownLinks();
    // On tiny Shakespeare it pays off after a tenth as many questions as there are n-grams.
    this.worthPreparing = 64 + trie.size() / 16;
    this.contexts = new int[trie.order() + 1];
    this.nGrams = new int[trie.order() + 1];
    this.distribution = new double[trie.vocabularySize()];
    if (separator != NGramTrie.NONE) {
      begin();
    }
  }

  /** What was before a separator is of another sequence. */
  private void begin() {
    length = Math.min(1, trie.order() - 1);
    contexts[0] = 0;
    contexts[1] = separator;
    followed = 0;
  }

  /** The node of the last so many tokens, or NONE. */
  private int context(int level) {
    while (followed > level) {
      contexts[followed - 1] = links.of(followed, contexts[followed]);
      followed--;
    }
    return contexts[level];
  }

  /** Searches for the longest n-gram that ends in a token. */
  private void find(int token) {
    Objects.checkIndex(token, trie.vocabularySize());
    int level = length;
    int node = search(level, token);
    while (node == NGramTrie.NONE) {
      nGrams[level + 1] = NGramTrie.NONE;
      level--;
      node = search(level, token);
    }
    found = level + 1;
    nGrams[found] = node;
    reached = found;
    asked = token;
  }

  private int search(int level, int token) {
    int context = context(level);
    return context == NGramTrie.NONE ? NGramTrie.NONE : trie.find(level, context, token);
  }

  /** The node of an n-gram that ends in the token asked for last, or NONE. */
  private int nGram(int level) {
    while (reached > level) {
      int longer = nGrams[reached];
      int node = longer == NGramTrie.NONE ? NGramTrie.NONE : links.of(reached, longer);
      reached--;
      nGrams[reached] = node == NGramTrie.NONE ? search(reached - 1, asked) : node;
    }
    return nGrams[level];
  }

  /** The length of the longest n-gram that was seen, up to a length. */
  private int longestSeen(int atMost) {
    int level = atMost;
    while (nGram(level) == NGramTrie.NONE) {
      level--;
    }
    return level;
  }

  /**
   * The probability that a token comes next, from 0 to 1.
   *
   * @throws IndexOutOfBoundsException if there is no such token
   */
  public double probability(int token) {
    if (++questions == worthPreparing) {
      model.prepare();
      links = trie.knownLinks();
    }
    find(token);
    int known = longestSeen(Math.min(found, model.longestKnown()));
    if (known > 0) {
      answer(known, nGram(known));
      return extend(known, model.known(known, answeredNode));
    }
    answered = 0;
    return extend(model.shortestContext(length), 1.0 / trie.vocabularySize());
  }

  /** From the probability that a context says is of the one without its first token on. */
  private double extend(int shortest, double lower) {
    double probability = lower;
    for (int level = shortest; level <= length; level++) {
      int context = context(level);
      if (context != NGramTrie.NONE) {
        int nGram = nGram(level + 1);
        if (nGram == NGramTrie.NONE) {
          probability = model.unseen(level, context, probability);
        } else {
          probability = model.seen(level, context, nGram, probability);
          answer(level + 1, nGram);
        }
      }
    }
    return Math.min(1, probability); // rounding goes beyond it where nothing else can follow
  }

  private void answer(int nGramLength, int node) {
    answered = nGramLength > 1 || model.occurs(node) ? nGramLength : 0;
    answeredNode = node;
  }

  @Override
  public double logProbability(int token) {
    return Math.log(probability(token));
  }

  /**
   * The length of the longest n-gram, the token's own and what came before it, from which {@link
   * #probability} answered last; 0 if the token was never seen.
   */
  public int answeredOrder() {
    return answered;
  }

  /**
   * How often the model counts the n-gram that {@link #answeredOrder} tells the length of; nothing
   * if it keeps no counts.
   */
  public OptionalInt answeredCount() {
    return answered == 0 ? OptionalInt.of(0) : model.count(answered, answeredNode);
  }

  /** How many of the contexts here, from the longest one on, were never seen. */
  int unseenContexts() {
    int seen = length;
    while (context(seen) == NGramTrie.NONE) {
      seen--;
    }
    return length - seen;
  }

  @Override
  public void advance(int token) {
    if (asked != token || token == NGramTrie.NONE) {
      find(token);
    }
    if (token == separator) {
      begin();
    } else {
      move();
    }
    asked = NGramTrie.NONE;
  }

  /** The n-grams become the contexts. */
  private void move() {
    int longest = Math.min(length + 1, trie.order() - 1);
    // What no link leads to is searched for in the contexts, which are about to go.
    nGram(links.complete() ? longestSeen(Math.min(found, longest)) : Math.min(1, longest));
    int[] gone = contexts;
    contexts = nGrams;
    nGrams = gone;
    contexts[0] = 0;
    followed = links.complete() ? reached : 0;
    length = longest;
  }

  /**
   * Writes all probabilities of the next token.
   *
   * @param target [token], overwritten; adds up to 1
   * @throws IllegalArgumentException if its length is not the vocabulary's size
   */
  public void probabilities(double[] target) {
    requireVocabularySized(target.length);
    Arrays.fill(target, 1.0 / target.length);
    for (int level = model.shortestContext(length); level <= length; level++) {
      int context = context(level);
      if (context != NGramTrie.NONE) {
        model.extend(level, context, target);
      }
    }
  }

  /**
   * Turns a uniform number into a token, with the probability that comes next. An interpolated
   * model is a mixture, so that most of the time one context decides and no shorter one is asked.
   *
   * @param uniform from [0, 1)
   */
  public int draw(double uniform) {
    return model instanceof InterpolatedNGramModel mixture
        ? draw(mixture, uniform)
        : drawFromAll(uniform);
  }

  private int draw(InterpolatedNGramModel mixture, double uniform) {
    double left = uniform;
    int shortest = mixture.shortestContext(length);
    for (int level = length; level >= shortest; level--) {
      int context = context(level);
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
    double sum = 0;
    int last = 0;
    for (int token = 0; token < distribution.length; token++) {
      if (distribution[token] > 0) {
        sum += distribution[token];
        last = token;
        if (uniform < sum) {
          break;
        }
      }
    }
    return last;
  }

  @Override
  public void logProbabilities(float[] target) {
    requireVocabularySized(target.length);
    probabilities(distribution);
    for (int token = 0; token < target.length; token++) {
      target[token] = (float) Math.log(distribution[token]);
    }
  }

  private void requireVocabularySized(int size) {
    if (size != trie.vocabularySize()) {
      throw new IllegalArgumentException(
          "the target has room for %d tokens, but the vocabulary has %d"
              .formatted(size, trie.vocabularySize()));
    }
  }
}
