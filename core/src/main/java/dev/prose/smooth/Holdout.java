package dev.prose.smooth;

import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;

/**
 * A text in two: what to count, and its end, held out to find parameters under which the counts
 * predict it best.
 *
 * @param counts of the beginning; n-grams that only occur later have a count of 0
 * @param end what comes after that; of a text of many sequences it begins with a whole one
 */
public record Holdout(NGramCounts counts, Tokens end) {
  private static final double SHARE = 0.1;
  private static final long MOST = 250_000; // tokens

  /**
   * Holds out the last tenth, and of a long text less. The counts are those of all without those of
   * the end, which is much faster than counting the beginning.
   *
   * @param all the whole text's counts
   * @param tokens the whole text
   */
  public static Holdout of(NGramCounts all, Tokens tokens) {
    long boundary = tokens.size() - Math.min((long) (tokens.size() * SHARE), MOST);
    if (all.separator().isPresent()) {
      int separator = all.separator().getAsInt();
      while (boundary < tokens.size() && boundary > 0 && tokens.at(boundary - 1) != separator) {
        boundary++;
      }
      Tokens end = tokens.slice(boundary, tokens.size());
      NGramCounts ofEnd = NGramCounts.ofSequences(end, all.order(), separator);
      return new Holdout(end.size() == 0 ? all : all.minus(ofEnd), end);
    }
    // No n-gram that is left reaches into the end.
    long from = Math.max(0, boundary - (all.order() - 1));
    NGramCounts ofEnd = NGramCounts.of(tokens.slice(from, tokens.size()), all.order());
    return new Holdout(all.minus(ofEnd), tokens.slice(boundary, tokens.size()));
  }
}
