package dev.prose.cli;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.checkpoint.Provenance;
import dev.prose.model.Cursor;
import dev.prose.token.CharTokenizer;
import dev.prose.token.CharacterNames;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a model has learned, for a person to look at. */
record ModelView(Report report, Checkpoint checkpoint) {
  private static final int ROWS = 200;
  private static final int BAR = 40; // characters for a probability of 1

  private record Next(int token, double probability) {}

  /** The likeliest characters after each one. */
  void show(int top) {
    Provenance text = checkpoint.training().corpus();
    report.corpus(text.corpus(), text.length(), text.sha256());
    report.model(checkpoint.model());
    report.line("trained", "%s", CharacterNames.escaped(checkpoint.training().fit()));
    report.blank();
    report.text("after   likeliest next characters, with their probabilities");
    int size = tokenizer().vocabularySize();
    for (int token = 0; token < Math.min(size, ROWS); token++) {
      String next =
          likeliest(new int[] {token}, top).stream()
              .map(each -> Report.format("%s %.3f", symbol(each.token), each.probability))
              .collect(Collectors.joining("  "));
      report.text("%-6s  %s", symbol(token), next);
    }
    if (size > ROWS) {
      report.text("and %,d more, each of which --after shows", size - ROWS);
    }
  }

  /** The likeliest characters after a text. */
  void showAfter(String text, int top) {
    for (Next next : likeliest(tokenizer().encode(text), top)) {
      report.text("%-6s  %.4f%s", symbol(next.token), next.probability, bar(next.probability));
    }
  }

  private static String bar(double probability) {
    int length = (int) Math.round(BAR * probability);
    return length == 0 ? "" : "  " + "█".repeat(length);
  }

  private List<Next> likeliest(int[] tokens, int top) {
    Cursor cursor = checkpoint.model().cursor();
    for (int token : tokens) {
      cursor.advance(token);
    }
    float[] logProbabilities = new float[tokenizer().vocabularySize()];
    cursor.logProbabilities(logProbabilities);
    return IntStream.range(0, logProbabilities.length)
        .mapToObj(token -> new Next(token, Math.exp(logProbabilities[token])))
        .sorted(Comparator.comparingDouble((Next next) -> -next.probability))
        .limit(top)
        .toList();
  }

  private String symbol(int token) {
    return CharacterNames.quoted(tokenizer().vocabulary().itos(token));
  }

  private CharTokenizer tokenizer() {
    return checkpoint.tokenizer();
  }
}
