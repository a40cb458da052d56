package dev.prose.cli.output;

import dev.prose.eval.ScoredToken;
import dev.prose.token.Tokenizer;

/**
 * Scores as lines to search, sort and cut: line, column, bits, character, the likeliest character
 * in its place and its probability, with tabs between them. What was not predicted has dashes.
 */
public record ScoreLines(TextOutput out, Tokenizer tokenizer) {
  private static final int DECIMALS = 10_000;
  private static final double LARGEST = 1e12; // that is written so

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

  // Four decimals. String.format would take most of the command's time on a long text. Bits are
  // below 0 where a model made elsewhere has a probability above 1, which may be far above it.
  private static void appendFixed(StringBuilder line, double number) {
    if (Math.abs(number) > LARGEST) {
      line.append(number);
      return;
    }
    long scaled = Math.round(Math.abs(number) * DECIMALS);
    line.append(number < 0 && scaled > 0 ? "-" : "");
    line.append(scaled / DECIMALS).append('.');
    line.append(String.valueOf(DECIMALS + scaled % DECIMALS), 1, 5);
  }
}
