package dev.prose.benchmarks;

import dev.prose.benchmarks.warm.NGramFitting;
import dev.prose.benchmarks.warm.NGramGenerating;
import dev.prose.benchmarks.warm.NGramScoring;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Models of counted n-grams, in a warm JVM. */
final class NGrams implements Chapter {
  private static final String AIM = "the project's aim for 2 cores";

  @Override
  public String name() {
    return "ngrams";
  }

  @Override
  public void write(Setting setting, Report report) throws IOException, InterruptedException {
    BenchmarkText text = BenchmarkText.read(setting.text());
    report.section("N-grams");
    report.paragraph(
        "Kneser-Ney models of the training split (%,d characters). Scoring computes the exact loss on the validation split (%,d). A mapped model is in a file, like a loaded one; an automaton is the same model in a form made for speed, with 20 to 30 bytes per n-gram."
            .formatted(text.split().train().size(), text.split().validation().size()));
    report.compare(
        new Comparison(
            "Fitting: from tokens to a model",
            new Quantity.Duration(),
            setting.rounds(),
            List.of(
                fitting(setting, "count", 5, "counting alone, order 5"),
                fitting(setting, "count", 7, "counting alone, order 7"),
                fitting(setting, "kneserNey", 5, "order 5"),
                fitting(setting, "kneserNey", 7, "order 7"),
                fitting(setting, "tunedKneserNey", 5, "order 5, discounts tuned"),
                fitting(setting, "tunedKneserNey", 7, "order 7, discounts tuned")),
            List.of(Limit.atMost("order 5", 150, AIM), Limit.atMost("order 7", 350, AIM)),
            List.of()));
    report.compare(
        new Comparison(
            "Scoring",
            new Quantity.Rate(text.split().validation().size() - 1, "characters"),
            setting.rounds(),
            inPlaces(setting, NGramScoring.class, "score", List.of("heap", "mapped", "automaton")),
            List.of(Limit.atLeast("order 5, heap", 3, AIM), Limit.atLeast("order 7, heap", 2, AIM)),
            List.of()));
    report.compare(
        new Comparison(
            "Generating",
            new Quantity.Rate(NGramGenerating.TOKENS, "characters"),
            setting.rounds(),
            inPlaces(setting, NGramGenerating.class, "generate", List.of("heap", "mapped")),
            List.of(Limit.atLeast("order 7, heap", 1, AIM)),
            List.of()));
  }

  private static Contender fitting(Setting setting, String method, int order, String name) {
    return new Contender(
        name,
        new WarmBenchmark(
            setting, NGramFitting.class, method, Map.of("order", String.valueOf(order))));
  }

  private static List<Contender> inPlaces(
      Setting setting, Class<?> type, String method, List<String> places) {
    List<Contender> contenders = new ArrayList<>();
    for (String place : places) {
      for (String order : List.of("5", "7")) {
        contenders.add(
            new Contender(
                "order %s, %s".formatted(order, place),
                new WarmBenchmark(setting, type, method, Map.of("order", order, "place", place))));
      }
    }
    return contenders;
  }
}
