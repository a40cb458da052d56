package dev.prose.cli.family.mixture;

import static java.util.stream.Collectors.joining;

import dev.prose.cli.output.Report;
import dev.prose.mixture.ContextVote;
import dev.prose.mixture.Mixture;
import dev.prose.mixture.MixtureCursor;
import dev.prose.token.Tokenizer;
import java.util.Arrays;
import java.util.List;

/** Shows why a mixture expects a character: which kinds of context vote for it, and how much. */
record MixtureView(Report report, Mixture model, Tokenizer tokenizer) {
  private static final int MOST_WORDS = 8;

  /**
   * Shows the votes for one character after a text.
   *
   * @param context the text
   */
  public void showVotes(int[] context, int token) {
    MixtureCursor cursor = model.cursor();
    Arrays.stream(context).forEach(cursor::advance);
    List<ContextVote> votes = cursor.votes(token);
    report.blank();
    report.text("Why %s: what each kind of context adds to its logit", tokenizer.quoted(token));
    report.text("%-18s     adds  trust     seen    after it  different  reaches back", "context");
    votes.forEach(this::show);
    double bias = cursor.bias(token);
    report.text("%-18s  %+7.3f", "place in the line", bias);
    double sum = votes.stream().mapToDouble(ContextVote::logit).sum() + bias;
    report.text("%-18s  %+7.3f", "together", sum);
    showAlike(cursor.wordsAlike());
  }

  private void showAlike(List<int[]> words) {
    if (words.size() > 1) {
      report.blank();
      report.text(
          "The last whole word, or mark, is of the class of %s%s",
          words.stream().limit(MOST_WORDS).map(tokenizer::decode).collect(joining(", ")),
          words.size() > MOST_WORDS
              ? Report.format(" and %,d more", words.size() - MOST_WORDS)
              : "");
    }
  }

  private void show(ContextVote vote) {
    if (vote.total() == 0) {
      report.text("%-18s        -      -        -  not seen", vote.kind());
    } else {
      report.text(
          "%-18s  %+7.3f  %5.2f  %7s  %10s  %,9d%s",
          vote.kind(),
          vote.logit(),
          vote.trust(),
          count(vote, vote.count()),
          count(vote, vote.total()),
          vote.different(),
          vote.reach() == 0 ? "" : Report.format("  %,12d", vote.reach()));
    }
  }

  private static String count(ContextVote vote, double count) {
    return vote.countsAreWhole()
        ? Report.format("%,d", Math.round(count))
        : Report.format("%,.2f", count);
  }
}
