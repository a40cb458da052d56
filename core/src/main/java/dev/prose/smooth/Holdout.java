package dev.prose.smooth;

import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;

/**
 * A text in two parts: the beginning, which is counted, and the end, which is held out to find the
 * parameters under which the counts predict it best.
 *
 * @param counts the beginning's counts; n-grams that occur only in the end have a count of 0
 * @param end the held-out tokens; in a text of many sequences they begin with a whole sequence
 */
public record Holdout(NGramCounts counts, Tokens end) {
  private static final double SHARE = 0.1;
  private static final long MOST = 250_000; // tokens

  /**
   * How many of a text's last tokens it takes to hold some out: those, and what n-grams reach
   * before them.
   *
   * @param size how many tokens the text has
   * @param order the longest n-grams' length
   */
  public static long reach(long size, int order) {
    return Math.min(size, MOST + order);
  }

  /**
   * Holds out the last tenth, or 250,000 tokens if that is less. The end's counts are subtracted
   * from the whole text's, which is much faster than counting the beginning.
   *
   * @param all the whole text's counts
   * @param tokens the whole text
   */
  public static Holdout of(NGramCounts all, Tokens tokens) {
    return of(all, tokens, tokens.size());
  }

  /**
   * The same of a text whose beginning is not at hand.
   *
   * @param all the whole text's counts
   * @param tokens its last ones, at least {@link #reach}
   * @param size how many tokens the whole text has
   */
  public static Holdout of(NGramCounts all, Tokens tokens, long size) {
    long boundary = tokens.size() - Math.min((long) (size * SHARE), MOST);
    if (all.separator().isPresent()) {
      int separator = all.separator().getAsInt();
      while (boundary < tokens.size() && boundary > 0 && tokens.at(boundary - 1) != separator) {
        boundary++;
      }
      Tokens end = tokens.slice(boundary, tokens.size());
      NGramCounts ofEnd = NGramCounts.ofSequences(end, all.order(), separator);
      return new Holdout(end.size() == 0 ? all : all.minus(ofEnd), end);
    }
    // Also takes out the n-grams that begin before the end and reach into it.
    long from = Math.max(0, boundary - (all.order() - 1));
    NGramCounts ofEnd = NGramCounts.of(tokens.slice(from, tokens.size()), all.order());
    return new Holdout(all.minus(ofEnd), tokens.slice(boundary, tokens.size()));
  }
}
