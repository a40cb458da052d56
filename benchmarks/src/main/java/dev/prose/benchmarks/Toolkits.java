package dev.prose.benchmarks;

import dev.prose.benchmarks.peers.Toolkit;
import dev.prose.benchmarks.peers.ToolkitFitting;
import dev.prose.benchmarks.peers.ToolkitScoring;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Compares libraries on the JVM that make n-gram models, from text to loss. */
final class Toolkits implements Chapter {
  private static final int ORDER = 5;

  // At least ten seconds per operation.
  private static final Set<Toolkit> SLOW = EnumSet.of(Toolkit.OPENNLP, Toolkit.LINGPIPE_LINES);

  @Override
  public String name() {
    return "toolkits";
  }

  @Override
  public void write(Setting setting, Report report) throws IOException, InterruptedException {
    BenchmarkText text = BenchmarkText.read(setting.text());
    List<Toolkit> toolkits = new ArrayList<>(List.of(Toolkit.values()));
    List<String> notMeasured = new ArrayList<>();
    if (setting.quick()) {
      toolkits.removeAll(SLOW);
      SLOW.forEach(slow -> notMeasured.add(slow.title() + ": too slow for a quick run"));
    }
    report.section("N-gram libraries on the JVM");
    report.paragraph(
        "Each makes a model of order %d from the text of the training split, with characters as tokens, and scores the text of the validation split. OpenNLP's scores do not add up to 1, so that its loss cannot be compared with the others'."
            .formatted(ORDER));
    report.compare(
        new Comparison(
            "Fitting",
            new Quantity.Duration(),
            setting.rounds(),
            contenders(setting, toolkits, ToolkitFitting.class, "fit"),
            limits(toolkits),
            notMeasured));
    report.compare(
        new Comparison(
            "Scoring",
            new Quantity.Rate(text.split().validation().size(), "characters"),
            setting.rounds(),
            contenders(setting, toolkits, ToolkitScoring.class, "score"),
            limits(toolkits),
            notMeasured));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "validation loss, nats per character"));
    for (Toolkit toolkit : toolkits) {
      double loss = toolkit.fit(text.trainingText(), ORDER).loss(text.validationText());
      rows.add(List.of(toolkit.title(), String.format(Locale.ROOT, "%.4f", loss)));
    }
    report.table(rows);
  }

  private static List<Contender> contenders(
      Setting setting, List<Toolkit> toolkits, Class<?> type, String method) {
    return toolkits.stream()
        .map(toolkit ->
            new Contender(
                toolkit.title(),
                new WarmBenchmark(
                    setting,
                    type,
                    method,
                    Map.of("toolkit", toolkit.name(), "order", String.valueOf(ORDER)))))
        .toList();
  }

  /** A peer in a form made only for scoring is compared with Prose's automaton. */
  private static List<Limit> limits(List<Toolkit> toolkits) {
    EnumSet<Toolkit> ours = EnumSet.of(Toolkit.PROSE, Toolkit.PROSE_AUTOMATON);
    return toolkits.stream()
        .filter(toolkit -> !ours.contains(toolkit))
        .<Limit>map(peer ->
            new Limit.Share(
                (peer == Toolkit.LINGPIPE_COMPILED ? Toolkit.PROSE_AUTOMATON : Toolkit.PROSE)
                    .title(),
                peer.title(),
                1,
                "the project's aim"))
        .toList();
  }
}
