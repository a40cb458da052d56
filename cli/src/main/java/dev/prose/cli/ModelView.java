package dev.prose.cli;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.checkpoint.Provenance;
import dev.prose.mixture.Mixture;
import dev.prose.model.Cursor;
import dev.prose.model.LanguageModel;
import dev.prose.model.LinearInterpolation;
import dev.prose.model.NGramCursor;
import dev.prose.model.NGramModel;
import dev.prose.model.NGramScores;
import dev.prose.model.Predictor;
import dev.prose.token.CharTokenizer;
import dev.prose.token.CharacterNames;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a model has learned, for a person to look at. */
record ModelView(Report report, Checkpoint checkpoint) {
  private static final int ROWS = 200;
  private static final int BAR = 40; // characters for a probability of 1

  /**
   * A token that may come next.
   *
   * @param origin from which n-gram its probability comes, if the model is of such
   * @param parts its probability in each model that this one is the mean of; none if it is no mean
   */
  private record Next(int token, double probability, Optional<Origin> origin, List<Double> parts) {}

  /**
   * The longest n-gram that was seen.
   *
   * @param length in characters, the token's own too; 0 if it was never seen
   * @param count how often it counts; nothing where the model does not know
   */
  private record Origin(int length, OptionalInt count) {}

  /** The likeliest characters after each one. */
  void show(int top) {
    Provenance text = checkpoint.training().corpus();
    report.corpus(text.corpus(), text.length(), text.sha256());
    report.model(checkpoint.model());
    report.line("trained", "%s", CharacterNames.escaped(checkpoint.training().fit()));
    if (checkpoint.model() instanceof Mixture mixture) {
      report.line("contexts", "%s", String.join(", ", mixture.contexts()));
    }
    report.blank();
    report.text("after   likeliest next characters, with their probabilities");
    if (looksFurtherBack(checkpoint.model())) {
      report.text("        where nothing else is known: --after shows them after a longer text");
    }
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
    int[] context = tokenizer().encode(text);
    if (checkpoint.model() instanceof LinearInterpolation mix) {
      report.model(mix);
      report.blank();
      report.text(
          "next    p     %s",
          IntStream.rangeClosed(1, mix.components().size())
              .mapToObj(number -> Report.format("  in %-3s", number + "."))
              .collect(Collectors.joining()));
    } else if (nGrams().isPresent()) {
      boolean scores = checkpoint.model() instanceof NGramScores;
      report.text("next    %-6s  n-gram        count", scores ? "score" : "p");
    }
    List<Next> likeliest = likeliest(context, top);
    for (Next next : likeliest) {
      report.text(
          "%-6s  %.4f%s%s%s",
          symbol(next.token),
          next.probability,
          next.parts.stream()
              .map(part -> Report.format("  %.4f", part))
              .collect(Collectors.joining()),
          next.origin.map(origin -> describe(origin, context, next.token)).orElse(""),
          bar(next.probability));
    }
    if (checkpoint.model() instanceof Mixture mixture) {
      new MixtureView(report, mixture, tokenizer()).showVotes(context, likeliest.getFirst().token);
    }
  }

  private String describe(Origin origin, int[] context, int token) {
    StringBuilder seen = new StringBuilder();
    if (origin.length > 0) {
      for (int i = context.length - origin.length + 1; i < context.length; i++) {
        seen.append(tokenizer().decode(context[Math.max(i, 0)]));
      }
      seen.append(tokenizer().decode(token));
    }
    String count = origin.count.isPresent() ? Report.format("%,d", origin.count.getAsInt()) : "";
    return Report.format(
        "  %-12s  %5s", "'" + CharacterNames.escaped(seen.toString()) + "'", count);
  }

  private static boolean looksFurtherBack(Predictor model) {
    return switch (model) {
      case NGramModel nGrams -> nGrams.order() > 2;
      case NGramScores scores -> scores.table().order() > 2;
      case Mixture mixture -> true;
      case LinearInterpolation mix ->
          mix.components().stream().anyMatch(ModelView::looksFurtherBack);
      default -> false;
    };
  }

  private Optional<NGramModel> nGrams() {
    return switch (checkpoint.model()) {
      case NGramModel nGrams -> Optional.of(nGrams);
      case NGramScores scores -> Optional.of(scores.table());
      default -> Optional.empty();
    };
  }

  private static String bar(double probability) {
    int length = (int) Math.round(BAR * Math.min(1, probability));
    return length == 0 ? "" : "  " + "█".repeat(length);
  }

  private List<Next> likeliest(int[] tokens, int top) {
    return next(tokens)
        .sorted(Comparator.comparingDouble((Next next) -> -next.probability))
        .limit(top)
        .toList();
  }

  private Stream<Next> next(int[] tokens) {
    if (nGrams().isPresent()) {
      NGramCursor cursor = nGrams().get().cursor();
      Arrays.stream(tokens).forEach(cursor::advance);
      return IntStream.range(0, tokenizer().vocabularySize())
          .mapToObj(token ->
              new Next(
                  token,
                  cursor.probability(token),
                  Optional.of(new Origin(cursor.answeredOrder(), cursor.answeredCount())),
                  List.of()));
    }
    double[] probabilities = probabilities(checkpoint.languageModel(), tokens);
    List<double[]> parts =
        checkpoint.model() instanceof LinearInterpolation mix
            ? mix.components().stream().map(part -> probabilities(part, tokens)).toList()
            : List.of();
    return IntStream.range(0, probabilities.length)
        .mapToObj(token ->
            new Next(
                token,
                probabilities[token],
                Optional.empty(),
                parts.stream().map(part -> part[token]).toList()));
  }

  private static double[] probabilities(LanguageModel model, int[] context) {
    Cursor cursor = model.cursor();
    Arrays.stream(context).forEach(cursor::advance);
    float[] logProbabilities = new float[model.vocabularySize()];
    cursor.logProbabilities(logProbabilities);
    return IntStream.range(0, logProbabilities.length)
        .mapToDouble(token -> Math.exp(logProbabilities[token]))
        .toArray();
  }

  private String symbol(int token) {
    return CharacterNames.quoted(tokenizer().vocabulary().itos(token));
  }

  private CharTokenizer tokenizer() {
    return checkpoint.tokenizer();
  }
}
