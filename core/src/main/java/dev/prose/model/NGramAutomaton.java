package dev.prose.model;

import java.util.Arrays;
import java.util.Objects;

/**
 * An n-gram model in a form made for speed. Its predictions are the model's, to 1e-12 nats. It
 * takes 20 to 40 bytes per n-gram, where the model takes 8 to 16.
 *
 * <p>There is a state for each context that adds something to the predictions of shorter ones. It
 * has a transition for each token that was seen there, with the token's log-probability and the
 * next state. For other tokens it has a failure transition to the longest shorter context, which
 * reads no token. So a seen token takes one look-up, any other takes one more per failure
 * transition, and no logarithm is computed.
 *
 * <p>Source: Allauzen, Mohri and Roark, "Generalized algorithms for constructing statistical
 * language models", 2003; failure transitions are found as by Aho and Corasick, "Efficient string
 * matching", 1975.
 */
public final class NGramAutomaton implements LanguageModel {
  /** The state of the empty context, which has a transition for every token. */
  static final int ROOT = 0;

  private static final int NONE = -1;

  private final int vocabularySize;
  private final long parameterCount;
  private final int start;
  private final AutomatonTable states;

  /**
   * @param start the state before any token
   * @param states the states; their weights are logarithms, in nats
   */
  NGramAutomaton(int vocabularySize, long parameterCount, int start, AutomatonTable states) {
    this.vocabularySize = vocabularySize;
    this.parameterCount = parameterCount;
    this.start = start;
    this.states = states;
  }

  /** No format has this name: an automaton cannot be saved, only the model it was made from. */
  @Override
  public String type() {
    return "ngram-automaton";
  }

  @Override
  public int vocabularySize() {
    return vocabularySize;
  }

  @Override
  public long parameterCount() {
    return parameterCount;
  }

  @Override
  public Cursor cursor() {
    return new AutomatonCursor();
  }

  private final class AutomatonCursor implements Cursor {
    private int state = start;
    private int asked = NONE; // the token of the last question
    private int next; // the state that the token leads to
    private double answer; // its log-probability, nats

    private void read(int token) {
      Objects.checkIndex(token, vocabularySize);
      double failures = 0;
      int context = state;
      int transition = states.find(context, token);
      while (transition == AutomatonTable.NONE) {
        failures += states.failureWeight(context);
        context = states.failure(context);
        transition = states.find(context, token);
      }
      asked = token;
      next = states.next(context, transition);
      answer = NGramModel.toldLog(failures + states.weight(context, transition));
    }

    @Override
    public double logProbability(int token) {
      read(token);
      return answer;
    }

    @Override
    public void advance(int token) {
      if (token != asked || token == NONE) {
        read(token);
      }
      state = next;
      asked = NONE;
    }

    @Override
    public void logProbabilities(float[] target) {
      Cursor.requireVocabularySized(target.length, vocabularySize);
      Arrays.fill(target, Float.NaN); // not written yet
      double failures = 0;
      int context = state;
      write(context, failures, target);
      while (context != ROOT) {
        failures += states.failureWeight(context);
        context = states.failure(context);
        write(context, failures, target);
      }
    }

    private void write(int context, double failures, float[] target) {
      for (int transition = 0; transition < states.count(context); transition++) {
        int token = states.token(context, transition);
        if (Float.isNaN(target[token])) {
          double sum = failures + states.weight(context, transition);
          target[token] = (float) NGramModel.toldLog(sum);
        }
      }
    }
  }
}
