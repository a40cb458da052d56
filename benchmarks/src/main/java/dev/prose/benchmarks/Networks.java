package dev.prose.benchmarks;

import dev.prose.benchmarks.warm.NetworkTraining;
import dev.prose.benchmarks.warm.NetworkUsing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Networks: their steps beside libtorch's, scoring and generating, in a warm JVM. */
final class Networks implements Chapter {
  private static final String AIM = "the project's aim";
  private static final String ONE_CORE = "plain Java, 1 core";
  private static final String TWO_CORES = "plain Java, 2 cores";
  private static final String AND_ALIGNED = ", writes aligned";
  private static final String LIBTORCH = "libtorch, 1 thread";
  private static final int CORES = 2;
  private static final int WARM_UP = 8; // iterations: more is compiled than elsewhere
  private static final String ALIGN = "-XX:SuperWordAutomaticAlignment=1";

  /** Tokens per second, in millions. */
  private record Speed(String kind, double scoring, double generating) {}

  private static final List<Speed> SPEEDS =
      List.of(
          new Speed("gpt2", 0.015, 0.010),
          new Speed("gpt", 0, 0),
          new Speed("gru", 0.060, 0.060),
          new Speed("lstm", 0, 0),
          new Speed("rnn", 0, 0),
          new Speed("mlp", 0, 0));

  @Override
  public String name() {
    return "networks";
  }

  @Override
  public void write(Setting setting, Report report) throws IOException, InterruptedException {
    report.section("Networks");
    report.paragraph(
        "A step is one of the preset of `prose train --model`: forward pass, backward pass and optimizer, in 32-bit floats, from the same weights. The JVM has the options of the command, and %d iterations to warm up; where writes are aligned, without -XX:SuperWordAutomaticAlignment=0, as in a program that does not start the JVM with it. libtorch is driven by Prose's add-on for other devices, with the same batches; it has one thread, which was the faster choice on 2 cores; the first table has two as well."
            .formatted(WARM_UP));
    step(setting, report, "gpt2", "nanoGPT's setting for a CPU, 12 windows of 64 characters", true);
    step(setting, report, "gpt", "a transformer of today, 8 windows of 128 characters", false);
    step(setting, report, "gru", "gated units, 32 windows of 32 characters", false);
    using(setting, report, "score", "Scoring");
    using(setting, report, "generate", "Generating");
  }

  private static void step(
      Setting setting, Report report, String kind, String what, boolean moreThreads)
      throws InterruptedException {
    List<Contender> contenders = new ArrayList<>();
    contenders.add(training(setting, kind, TWO_CORES, NetworkTraining.JAVA, CORES));
    contenders.add(
        training(setting, kind, TWO_CORES + AND_ALIGNED, NetworkTraining.JAVA, CORES, ALIGN));
    contenders.add(training(setting, kind, ONE_CORE, NetworkTraining.JAVA, 1));
    contenders.add(training(setting, kind, ONE_CORE + AND_ALIGNED, NetworkTraining.JAVA, 1, ALIGN));
    contenders.add(training(setting, kind, LIBTORCH, "1", CORES));
    if (moreThreads) {
      contenders.add(training(setting, kind, "libtorch, 2 threads", "2", CORES));
    }
    report.compare(
        new Comparison(
            "A step of " + kind + ": " + what,
            new Quantity.Duration(),
            setting.rounds(),
            contenders,
            List.of(
                new Limit.Share(ONE_CORE, LIBTORCH, 1, AIM),
                new Limit.Share(TWO_CORES, LIBTORCH, 1 / 0.85, AIM)),
            List.of()));
  }

  private static Contender training(
      Setting setting, String kind, String name, String engine, int processors, String... options) {
    return new Contender(
        name,
        new WarmBenchmark(
            setting,
            NetworkTraining.class,
            "step",
            Map.of("kind", kind, "engine", engine),
            jvm(setting, processors, options),
            WARM_UP));
  }

  private static void using(Setting setting, Report report, String method, String title)
      throws InterruptedException {
    boolean scoring = method.equals("score");
    List<Contender> contenders = new ArrayList<>();
    List<Limit> limits = new ArrayList<>();
    for (Speed speed : SPEEDS) {
      contenders.add(
          new Contender(
              speed.kind,
              new WarmBenchmark(
                  setting,
                  NetworkUsing.class,
                  method,
                  Map.of("kind", speed.kind),
                  jvm(setting, 1),
                  WARM_UP)));
      double aim = scoring ? speed.scoring : speed.generating;
      if (aim > 0) {
        limits.add(Limit.atLeast(speed.kind, aim, AIM));
      }
    }
    report.compare(
        new Comparison(
            title + " on one core, " + NetworkUsing.TOKENS + " characters",
            new Quantity.Rate(NetworkUsing.TOKENS, "characters"),
            setting.rounds(),
            contenders,
            limits,
            List.of()));
  }

  /** The command's options, how many processors the JVM shall see, and more. */
  private static List<String> jvm(Setting setting, int processors, String... more) {
    List<String> options = new ArrayList<>();
    options.add("@" + setting.jvmOptions());
    options.add("-XX:+UseSerialGC");
    options.add("-XX:ActiveProcessorCount=" + processors);
    options.addAll(List.of(more));
    return options;
  }
}
