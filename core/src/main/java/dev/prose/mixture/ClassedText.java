package dev.prose.mixture;

import java.util.Arrays;

/**
 * A text, and for each position the class of the word that it is in, or of the word or mark that
 * comes next. A word's positions reach from where the word before has ended to its own end, which
 * is only seen by the character after it.
 */
final class ClassedText {
  private final int[] tokens;
  private final Kinds kinds;
  private final byte[] classes; // [position]; none if no kind looks at the next word's
  private int end; // of the positions whose class is known so far

  ClassedText(int[] tokens, Kinds kinds) {
    this.tokens = tokens;
    this.kinds = kinds;
    this.classes = new byte[kinds.foresees() ? tokens.length : 0];
    if (kinds.foresees()) {
      // Where a text ends without a word, the class stays that of rare ones.
      RunningWords.forEach(tokens, kinds.traits(), kinds.shape().lines(), this::take);
    }
  }

  private void take(int from, int to) {
    boolean word = from < to && kinds.traits().isLetter(tokens[from]);
    int last = Math.min(word ? to : from, tokens.length - 1);
    if (end <= last) {
      byte each =
          from == to
              ? WordClasses.RARE
              : (byte) kinds.classes().of(RunningWords.hash(tokens, from, to, kinds.traits()));
      Arrays.fill(classes, end, last + 1, each);
      end = last + 1;
    }
  }

  int[] tokens() {
    return tokens;
  }

  int size() {
    return tokens.length;
  }

  /** What a kind counts at a position, before which this was read. */
  int outcome(ContextKind kind, History before, int position) {
    return kind.outcome() == Outcome.SYMBOL
        ? tokens[position]
        : kind.outcome().at(before, tokens[position], classes[position], kinds.vocabularySize());
  }

  /**
   * Where the positions of the word or mark begin that a position is in or before; the position
   * itself if that is far away, because a word of so many letters is a rare one, whatever it is.
   */
  int beginOfWord(int position) {
    int begin = position;
    int least = Math.max(0, position - 2 * WordClasses.MOST_LETTERS);
    while (begin > least && !endsWord(begin - 1)) {
      begin--;
    }
    return begin == 0 || begin > least ? begin : position;
  }

  /** Whether a word or a mark, or a text of its own, is known to have ended with this token. */
  private boolean endsWord(int position) {
    CharacterTraits traits = kinds.traits();
    int token = tokens[position];
    return traits.isMark(token)
        || (kinds.shape().lines() && traits.isLineEnd(token))
        || (!traits.isLetter(token) && position > 0 && traits.isLetter(tokens[position - 1]));
  }
}
