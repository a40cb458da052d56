package dev.prose.cli.model;

import dev.prose.cli.output.Report;
import dev.prose.model.Predictor;
import dev.prose.token.Tokenizer;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The likeliest tokens after a text, to be shown.
 *
 * @param context the text's tokens
 * @param expected [token], how probable each is to come next
 * @param top how many to show
 */
// Arrays of tokens; never compared.
@SuppressWarnings("ArrayRecordComponent")
public record NextTokens(
    Report report,
    Predictor model,
    Tokenizer tokenizer,
    int[] context,
    double[] expected,
    int top) {
  private static final int BAR = 40; // characters for a probability of 1

  /** The likeliest first; of equal ones the lowest id. */
  public List<Integer> likeliest() {
    return IntStream.range(0, expected.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer token) -> -expected[token]))
        .limit(top)
        .toList();
  }

  /**
   * Shows a row for each of them: the token, its probability, and a bar.
   *
   * @param more what to put between the probability and the bar
   */
  public void rows(IntFunction<String> more) {
    for (int token : likeliest()) {
      report.text(
          "%-6s  %.4f%s%s",
          tokenizer.quoted(token), expected[token], more.apply(token), bar(expected[token]));
    }
  }

  private static String bar(double probability) {
    int length = (int) Math.round(BAR * Math.min(1, probability));
    return length == 0 ? "" : "  " + "█".repeat(length);
  }
}
