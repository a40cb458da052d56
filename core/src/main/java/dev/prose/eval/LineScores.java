package dev.prose.eval;

import java.util.function.Consumer;

/**
 * Takes a text's tokens, gives a score for each of its lines. A token that reaches over a line's
 * end belongs to the line that it begins in. Not safe for use by several threads.
 */
public final class LineScores {
  private final Consumer<LineScore> sink;
  private long line; // of the last token, 0 before the first
  private Surprises surprises = new Surprises(0);

  /**
   * @param sink takes each line's score as soon as it is known
   */
  public LineScores(Consumer<LineScore> sink) {
    this.sink = sink;
  }

  /** Takes the next token. */
  public void add(ScoredToken token) {
    if (token.line() != line) {
      end();
      line = token.line();
      surprises = new Surprises(0);
    }
    surprises.add(token);
  }

  /** Gives the score of the last line; the text is at its end. */
  public void end() {
    if (line > 0) {
      sink.accept(
          new LineScore(line, surprises.tokens(), surprises.characters(), surprises.bits()));
    }
  }
}
