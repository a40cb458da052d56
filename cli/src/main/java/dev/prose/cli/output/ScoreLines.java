package dev.prose.cli.output;

/**
 * Scores as lines to search, sort and cut: line, column, bits, character, the likeliest character
 * in its place and its probability, with tabs between them. What was not predicted has dashes.
 */
public record ScoreLines(TextOutput out) {
  private static final int DECIMALS = 10_000;

  public void print(ScoredCharacter character) {
    StringBuilder line = new StringBuilder();
    line.append(character.line()).append('\t').append(character.column()).append('\t');
    if (character.predicted()) {
      appendFixed(line, character.bits());
      line.append('\t').append(character.symbol());
      line.append('\t').append(character.expectedSymbol()).append('\t');
      appendFixed(line, character.expectedProbability());
    } else {
      line.append("-\t").append(character.symbol()).append("\t-\t-");
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
