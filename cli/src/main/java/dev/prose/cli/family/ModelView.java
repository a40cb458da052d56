package dev.prose.cli.family;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.checkpoint.Provenance;
import dev.prose.cli.model.ModelKind;
import dev.prose.cli.model.ModelPicture;
import dev.prose.cli.model.NextTokens;
import dev.prose.cli.output.Report;
import dev.prose.token.CharacterNames;
import dev.prose.token.Tokenizer;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a model has learned, for a person to look at. */
public record ModelView(Report report, Checkpoint checkpoint) {
  private static final int ROWS = 200;

  /** The likeliest tokens after each one. */
  public void show(int top) {
    Provenance text = checkpoint.training().corpus();
    report.corpus(text.corpus(), text.length(), text.sha256());
    kind().report(checkpoint.model(), tokenizer().unit(), report);
    report.line("trained", "%s", CharacterNames.escaped(checkpoint.training().fit()));
    kind().reportDetails(checkpoint.model(), report);
    report.blank();
    report.text("after   likeliest next %ss, with their probabilities", tokenizer().unit());
    if (kind().looksFurtherBack(checkpoint.model())) {
      report.text("        where nothing else is known: --after shows them after a longer text");
    }
    int size = tokenizer().vocabularySize();
    for (int token = 0; token < Math.min(size, ROWS); token++) {
      NextTokens next = after(new int[] {token}, top);
      String row =
          next.likeliest().stream()
              .map(
                  each -> Report.format("%s %.3f", tokenizer().quoted(each), next.expected()[each]))
              .collect(Collectors.joining("  "));
      report.text("%-6s  %s", tokenizer().quoted(token), row);
    }
    if (size > ROWS) {
      report.text("and %,d more, each of which --after shows", size - ROWS);
    }
  }

  /** The likeliest tokens after a text, and why. */
  public void showAfter(String text, int top) {
    kind().showNext(after(tokenizer().encode(text), top));
  }

  /**
   * The picture of the model, or of what it looks at after a text, if it has any.
   *
   * @param text nothing for the model itself
   */
  public Optional<ModelPicture> picture(Optional<String> text) {
    int[] context = text.map(tokenizer()::encode).orElseGet(() -> new int[0]);
    return kind().picture(checkpoint.model(), tokenizer(), context);
  }

  private NextTokens after(int[] context, int top) {
    double[] expected = kind().expects(checkpoint.model(), context);
    return new NextTokens(report, checkpoint.model(), tokenizer(), context, expected, top);
  }

  private ModelKind kind() {
    return Families.kindOf(checkpoint.model());
  }

  private Tokenizer tokenizer() {
    return checkpoint.tokenizer();
  }
}
