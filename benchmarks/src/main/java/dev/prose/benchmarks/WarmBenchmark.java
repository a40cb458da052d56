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
 * One of JMH's benchmarks, in a JVM of its own, so that no other contender's profile is in the way.
 *
 * @param type the class that has it
 * @param method its method
 * @param parameters its class's parameters and the values to measure with
 */
record WarmBenchmark(Setting setting, Class<?> type, String method, Map<String, String> parameters)
    implements Measurement {
  private static final int WARM_UP = 2;
  private static final int ITERATIONS = 3;

  /** The mean time of an operation in each iteration of one fork. */
  @Override
  public List<Sample> take() throws IOException {
    TimeValue iteration = TimeValue.milliseconds(setting.iterationMillis());
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(type.getName() + "." + method) + "$")
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.SECONDS)
            .forks(1)
            .warmupIterations(WARM_UP)
            .warmupTime(iteration)
            .measurementIterations(ITERATIONS)
            .measurementTime(iteration)
            .jvmArgsAppend(BenchmarkText.option(setting.text()))
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
}
