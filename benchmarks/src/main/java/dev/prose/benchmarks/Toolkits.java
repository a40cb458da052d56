package dev.prose.benchmarks;

import dev.prose.benchmarks.peers.Toolkit;
import dev.prose.benchmarks.peers.ToolkitFitting;
import dev.prose.benchmarks.peers.ToolkitScoring;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Other libraries of the JVM that make n-gram models, side by side, from text to loss. */
final class Toolkits implements Chapter {
  @Override
  public String name() {
    return "toolkits";
  }

  @Override
  public void write(Setting setting, Report report) throws IOException, InterruptedException {
    report.section("N-gram libraries on the JVM");
    report.paragraph(
        "Each makes a model of the training split as a text, characters its tokens, and scores the validation split, also from the text. Ratios are to Prose.");
    for (int order : setting.quick() ? List.of(5) : List.of(5, 7)) {
      report.compare(
          comparison(setting, ToolkitFitting.class, "fit", order, "Fitting", new Quantity.Duration()));
      report.compare(
          comparison(
              setting,
              ToolkitScoring.class,
              "score",
              order,
              "Scoring",
              new Quantity.Rate(
                  BenchmarkText.read(setting.text()).split().validation().size(), "characters")));
      losses(setting, report, order);
    }
  }

  private static Comparison comparison(
      Setting setting, Class<?> type, String method, int order, String title, Quantity quantity) {
    List<Contender> contenders =
        Arrays.stream(Toolkit.values())
            .map(toolkit ->
                new Contender(
                    toolkit.title(),
                    new WarmBenchmark(
                        setting,
                        type,
                        method,
                        Map.of("toolkit", toolkit.name(), "order", String.valueOf(order)))))
            .toList();
    List<Limit> limits =
        contenders.stream()
            .skip(1)
            .<Limit>map(peer ->
                new Limit.Share(Toolkit.PROSE.title(), peer.name(), 1, "the project's aim"))
            .toList();
    return new Comparison(
        title + ", order " + order,
        quantity,
        setting.quick() ? 1 : 2,
        contenders,
        limits,
        List.of());
  }

  private static void losses(Setting setting, Report report, int order) throws IOException {
    BenchmarkText text = BenchmarkText.read(setting.text());
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("order " + order, "validation loss, nats a character"));
    for (Toolkit toolkit : Toolkit.values()) {
      double loss = toolkit.fit(text.trainingText(), order).loss(text.validationText());
      rows.add(List.of(toolkit.title(), String.format(Locale.ROOT, "%.4f", loss)));
    }
    report.table(rows);
  }
}
