package dev.prose.cli.output;

import dev.prose.eval.ScoredToken;
import dev.prose.eval.Surprises;
import dev.prose.token.CharacterNames;
import dev.prose.token.Tokenizer;
import java.util.Optional;

/** Scores for a person at a terminal: the text in colours, then what surprised most. */
public final class ScoreView {
  private static final int BEFORE = 20; // characters of context
  private static final int AFTER = 10;

  private final Console console;
  private final String text;
  private final Tokenizer tokenizer;
  private final Surprises surprises;
  private final SurpriseColors colors;
  private int level;
  private boolean atLineStart = true;

  public ScoreView(Console console, String text, Tokenizer tokenizer, Surprises surprises) {
    this.console = console;
    this.text = text;
    this.tokenizer = tokenizer;
    this.surprises = surprises;
    this.colors = new SurpriseColors(console.color());
  }

  /** Shows the next token. Without colours there is nothing to see in the text itself. */
  public void show(ScoredToken token) {
    surprises.add(token);
    if (!colors.used()) {
      return;
    }
    int before = level;
    level = SurpriseColors.level(token);
    console.out().print(colors.change(before, level));
    token.text().codePoints().forEach(this::print);
  }

  private void print(int codePoint) {
    atLineStart = codePoint == '\n';
    if (atLineStart) {
      // A line ends in the terminal's own colours: some terminals would fill the next line with the
      // background.
      String mark = level == 0 ? "" : "↵";
      console.out().print(mark + colors.change(level, 0) + "\n");
      level = 0;
    } else {
      console.out().print(CharacterNames.escaped(codePoint));
    }
  }

  /** Shows what the colours mean, the total, and the most surprising places. */
  public void end(Optional<ModelMode> mode) {
    Report report = new Report(console.out());
    if (colors.used()) {
      console.out().print(colors.change(level, 0) + (atLineStart ? "" : "\n"));
      report.blank();
      report.line("bits", "%s", colors.legend());
    }
    if (surprises.tokens() == 0) {
      report.text("Nothing was predicted: the first token has nothing before it.");
      return;
    }
    report.line(
        "total",
        "%,.2f bits for %,d characters after the first",
        surprises.bits(),
        surprises.characters());
    report.line(
        "mean",
        "%.4f bits a character, perplexity %.2f",
        surprises.bitsPerCharacter(),
        surprises.perplexity());
    mode.ifPresent(it -> report.line("mode", "%s", it));
    if (surprises.top().isEmpty()) {
      return;
    }
    report.blank();
    report.text("%9s  %6s  %" + BEFORE + "s", "place", "bits", "most surprising");
    for (ScoredToken token : surprises.top()) {
      report.text(
          "%9s  %6.2f  %s  expected %s %.3f",
          token.line() + ":" + token.column(),
          token.bits(),
          inContext(token),
          tokenizer.quoted(token.expected()),
          token.expectedProbability());
    }
  }

  /** The token between what comes before and after it, padded so that all of them line up. */
  private String inContext(ScoredToken token) {
    StringBuilder before = new StringBuilder();
    for (int at = (int) token.start(); at > 0; ) {
      int codePoint = text.codePointBefore(at);
      String shown = CharacterNames.escaped(codePoint);
      if (before.length() + shown.length() > BEFORE) {
        break;
      }
      before.insert(0, shown);
      at -= Character.charCount(codePoint);
    }
    String symbol = CharacterNames.escaped(token.text());
    StringBuilder after = new StringBuilder();
    int end = (int) token.start() + token.text().length();
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      String shown = CharacterNames.escaped(codePoint);
      if (symbol.length() + after.length() + shown.length() > AFTER) {
        break;
      }
      after.append(shown);
      end += Character.charCount(codePoint);
    }
    String marked =
        colors.used() ? colors.paint(SurpriseColors.level(token), symbol) : "[" + symbol + "]";
    int missing = Math.max(0, AFTER - symbol.length() - after.length());
    return " ".repeat(BEFORE - before.length()) + before + marked + after + " ".repeat(missing);
  }
}
