package dev.prose.benchmarks;

import dev.prose.benchmarks.peers.LibtorchStep;
import dev.prose.benchmarks.warm.BigramGenerating;
import dev.prose.benchmarks.warm.BigramTraining;
import dev.prose.benchmarks.warm.Checkpoints;
import dev.prose.benchmarks.warm.Encoding;
import dev.prose.benchmarks.warm.MemoryBandwidth;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parts of the lesson's run, in a warm JVM. */
final class Basics implements Chapter {
  // A character of this text takes 1 byte of memory, and its id, an int, 4.
  private static final int BYTES_A_CHARACTER = 5;

  @Override
  public String name() {
    return "basics";
  }

  @Override
  public void write(Setting setting, Report report) throws IOException, InterruptedException {
    BenchmarkText text = BenchmarkText.read(setting.text());
    report.section("The parts of a run");
    encoding(setting, report, text);
    String step = "BigramLearner.step";
    report.compare(
        comparison(
            setting,
            "One training step, 32 windows of 8 characters, drawn beforehand",
            new Quantity.Duration(),
            List.of(
                contender(setting, BigramTraining.class, "step", step),
                contender(setting, LibtorchStep.class, "step", "libtorch, one thread")),
            List.of(new Limit.Share(step, "libtorch, one thread", 8, "the project's aim"))));
    report.compare(
        comparison(
            setting,
            "Exact loss of a bigram model on the training split",
            new Quantity.Rate(text.split().train().size() - 1, "characters"),
            List.of(contender(setting, BigramTraining.class, "exactLoss", "count and evaluate")),
            List.of()));
    Outcome generating =
        report.compare(
            comparison(
                setting,
                "Generating with a bigram model",
                new Quantity.Rate(BigramGenerating.TOKENS, "tokens"),
                List.of(contender(setting, BigramGenerating.class, "generate", "bigram")),
                List.of(Limit.atLeast("bigram", 20, "the project's aim"))));
    Optional<Double> scripted = LessonScript.tokensPerSecond(setting);
    for (Measured bigram : generating.measured()) {
      double ours = BigramGenerating.TOKENS / bigram.seconds().median();
      report.paragraph(
          scripted
              .map(theirs ->
                  "The PyTorch script writes %s tokens per second (from the times of writing 500 and 50,500). Prose writes %s times as many; the project's aim is 1,000."
                      .formatted(Quantity.format(theirs), Quantity.format(ours / theirs)))
              .orElse(
                  "The speed of the PyTorch script was not measured: no python3 has PyTorch, or the times of writing little and much did not differ."));
    }
    report.compare(
        comparison(
            setting,
            "Checkpoints, forced to the disk when written",
            new Quantity.Duration(),
            List.of(
                checkpoint(setting, "write", "bigram"),
                checkpoint(setting, "read", "bigram"),
                checkpoint(setting, "write", "ngram"),
                checkpoint(setting, "read", "ngram")),
            List.of()));
  }

  private static void encoding(Setting setting, Report report, BenchmarkText text)
      throws InterruptedException {
    Outcome copying =
        report.compare(
            comparison(
                setting,
                "Memory bandwidth of one core: copying 64 MiB, read and written bytes",
                new Quantity.Rate(MemoryBandwidth.BYTES, "bytes"),
                List.of(contender(setting, MemoryBandwidth.class, "copy", "copy")),
                List.of()));
    Optional<Double> bandwidth =
        copying.find("copy").map(copy -> MemoryBandwidth.BYTES / copy.seconds().median() / 1e6);
    List<Limit> limits =
        bandwidth.stream()
            .map(megabytes -> megabytes / BYTES_A_CHARACTER)
            .flatMap(characters ->
                List.of("encode", "decode").stream()
                    .<Limit>map(name ->
                        new Limit.Ceiling(
                            name, characters, "memory bandwidth over 5 bytes per character")))
            .toList();
    report.compare(
        comparison(
            setting,
            "Text to token ids and back",
            new Quantity.Rate(text.tokens().size(), "characters"),
            List.of(
                contender(setting, Encoding.class, "encode", "encode"),
                contender(setting, Encoding.class, "decode", "decode")),
            limits));
  }

  private static Comparison comparison(
      Setting setting,
      String title,
      Quantity quantity,
      List<Contender> contenders,
      List<Limit> limits) {
    return new Comparison(title, quantity, setting.rounds(), contenders, limits, List.of());
  }

  private static Contender contender(Setting setting, Class<?> type, String method, String name) {
    return new Contender(name, new WarmBenchmark(setting, type, method, Map.of()));
  }

  private static Contender checkpoint(Setting setting, String method, String kind) {
    String name = method + (kind.equals("bigram") ? " a bigram" : " n-grams of order 7");
    return new Contender(
        name, new WarmBenchmark(setting, Checkpoints.class, method, Map.of("kind", kind)));
  }
}
