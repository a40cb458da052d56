package dev.prose.cli.output;

import dev.prose.eval.ScoredToken;
import dev.prose.token.Tokenizer;

/**
 * Scores as lines to search, sort and cut: line, column, bits, character, the likeliest character
 * in its place and its probability, with tabs between them. What was not predicted has dashes.
 */
public record ScoreLines(TextOutput out, Tokenizer tokenizer) {
  private static final int DECIMALS = 10_000;

  public void print(ScoredToken token) {
    StringBuilder line = new StringBuilder();
    line.append(token.line()).append('\t').append(token.column()).append('\t');
    if (token.predicted()) {
      appendFixed(line, token.bits());
      line.append('\t').append(TokenLabel.of(token, tokenizer));
      line.append('\t').append(tokenizer.quoted(token.expected())).append('\t');
      appendFixed(line, token.expectedProbability());
    } else {
      line.append("-\t").append(TokenLabel.of(token, tokenizer)).append("\t-\t-");
    }
    out.println(line.toString());
  }

  // Four decimals. String.format would take most of the command's time on a long text.
  private static void appendFixed(StringBuilder line, double number) {
    if (Double.isInfinite(number)) {
      line.append(number);
      return;
    }
    long scaled = Math.round(number * DECIMALS);
    line.append(scaled / DECIMALS).append('.');
    line.append(String.valueOf(DECIMALS + scaled % DECIMALS), 1, 5);
  }
}
