package dev.prose.cli.output;

import dev.prose.eval.ScoredToken;
import dev.prose.token.Tokenizer;

/**
 * Scores as lines to search, sort and cut: line, column, bits, character, the likeliest character
 * in its place and its probability, with tabs between them. What was not predicted has dashes.
 */
public record ScoreLines(TextOutput out, Tokenizer tokenizer) {
  public void print(ScoredToken token) {
    StringBuilder line = new StringBuilder();
    line.append(token.line()).append('\t').append(token.column()).append('\t');
    if (token.predicted()) {
      FixedPoint.append(line, token.bits());
      line.append('\t').append(TokenLabel.of(token, tokenizer));
      line.append('\t').append(tokenizer.quoted(token.expected())).append('\t');
      FixedPoint.append(line, token.expectedProbability());
    } else {
      line.append("-\t").append(TokenLabel.of(token, tokenizer)).append("\t-\t-");
    }
    out.println(line.toString());
  }
}
