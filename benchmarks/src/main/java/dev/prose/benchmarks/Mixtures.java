package dev.prose.benchmarks;

import dev.prose.benchmarks.warm.MixtureLearning;
import dev.prose.benchmarks.warm.MixtureUsing;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Mixtures of counted contexts, in a warm JVM. */
final class Mixtures implements Chapter {
  private static final String AIM = "the project's aim for 2 cores";

  @Override
  public String name() {
    return "mixtures";
  }

  @Override
  public void write(Setting setting, Report report) throws IOException, InterruptedException {
    BenchmarkText text = BenchmarkText.read(setting.text());
    report.section("Mixtures");
    report.paragraph(
        "Mixtures of the training split (%,d characters), with two presets of contexts."
            .formatted(text.split().train().size()));
    report.compare(
        new Comparison(
            "Learning: from tokens to a model",
            new Quantity.Duration(),
            setting.rounds(),
            List.of(
                contender(
                    setting, MixtureLearning.class, "count", "small", "counting alone, small"),
                contender(
                    setting, MixtureLearning.class, "count", "medium", "counting alone, medium"),
                contender(setting, MixtureLearning.class, "learn", "small", "small"),
                contender(setting, MixtureLearning.class, "learn", "medium", "medium")),
            List.of(),
            List.of()));
    report.compare(
        new Comparison(
            "Using, on one thread",
            new Quantity.Rate(MixtureUsing.TOKENS, "characters"),
            setting.rounds(),
            List.of(
                contender(setting, MixtureUsing.class, "score", "small", "scoring, small"),
                contender(setting, MixtureUsing.class, "score", "medium", "scoring, medium"),
                contender(
                    setting,
                    MixtureUsing.class,
                    "scoreAdaptively",
                    "medium",
                    "scoring, medium, adaptive"),
                contender(setting, MixtureUsing.class, "generate", "medium", "generating, medium")),
            List.of(
                Limit.atLeast("scoring, medium", 0.08, AIM),
                Limit.atLeast("scoring, medium, adaptive", 0.05, AIM),
                Limit.atLeast("generating, medium", 0.07, AIM)),
            List.of()));
  }

  private static Contender contender(
      Setting setting, Class<?> type, String method, String contexts, String name) {
    return new Contender(
        name, new WarmBenchmark(setting, type, method, Map.of("contexts", contexts)));
  }
}
