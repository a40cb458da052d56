package dev.prose.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs a JMH benchmark in a JVM of its own, so that other contenders do not affect the JIT's
 * profile.
 *
 * @param type the benchmark's class
 * @param method the benchmark's method
 * @param parameters values of the class's parameters, by name
 * @param jvm options of the JVM
 * @param warmUp how many iterations are not counted
 */
record WarmBenchmark(
    Setting setting,
    Class<?> type,
    String method,
    Map<String, String> parameters,
    List<String> jvm,
    int warmUp)
    implements Measurement {
  private static final int WARM_UP = 2;
  private static final int ITERATIONS = 3;

  /** With the JVM's default options. */
  WarmBenchmark(Setting setting, Class<?> type, String method, Map<String, String> parameters) {
    this(setting, type, method, parameters, List.of(), WARM_UP);
  }

  /** One fork: each sample is the mean time per operation of one iteration. */
  @Override
  public List<Sample> take() throws IOException {
    TimeValue iteration = TimeValue.milliseconds(setting.iterationMillis());
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(type.getName() + "." + method) + "$")
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.SECONDS)
            .forks(1)
            .warmupIterations(warmUp)
            .warmupTime(iteration)
            .measurementIterations(ITERATIONS)
            .measurementTime(iteration)
            .jvmArgsAppend(jvmOptions())
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    parameters.forEach(options::param);
    try {
      List<Sample> samples = new ArrayList<>();
      for (RunResult result : new Runner(options.build()).run()) {
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
          for (IterationResult one : fork.getIterationResults()) {
            samples.add(Sample.of(one.getPrimaryResult().getScore()));
          }
        }
      }
      if (samples.isEmpty()) {
        throw new IOException(type.getSimpleName() + "." + method + " measured nothing");
      }
      return samples;
    } catch (RunnerException e) {
      throw new IOException(type.getSimpleName() + "." + method + " failed", e);
    }
  }

  private String[] jvmOptions() {
    List<String> options = new ArrayList<>(jvm);
    options.add(BenchmarkText.option(setting.text()));
    return options.toArray(String[]::new);
  }
}
