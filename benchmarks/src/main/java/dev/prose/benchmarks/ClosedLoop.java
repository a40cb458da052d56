package dev.prose.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Threads that do something again and again.
 *
 * @param threads how many
 * @param work what each does; the result has to be used, so that it is not optimised away
 */
record ClosedLoop(int threads, Work work) {
  /** What is done. */
  @FunctionalInterface
  interface Work {
    /**
     * Does it once.
     *
     * @param seed another one each time
     * @return a number above 0
     */
    long once(long seed) throws Exception;
  }

  /**
   * How it went.
   *
   * @param seconds in all
   * @param nanos of each time, sorted
   */
  // An array, because there are many; never compared.
  @SuppressWarnings("ArrayRecordComponent")
  record Result(double seconds, long[] nanos) {
    double perSecond() {
      return nanos.length / seconds;
    }

    /** The milliseconds that a share of them took at most. */
    double millis(double share) {
      return nanos[(int) Math.min(nanos.length - 1L, (long) (share * nanos.length))] / 1e6;
    }
  }

  /** Runs for some time. */
  Result run(Duration time) throws InterruptedException {
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    List<Future<List<Long>>> all = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      for (int i = 0; i < threads; i++) {
        long firstSeed = (long) i << 32;
        all.add(executor.submit(() -> repeat(firstSeed, end)));
      }
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new Result(seconds, times(all));
  }

  private List<Long> repeat(long firstSeed, long end) throws Exception {
    List<Long> times = new ArrayList<>();
    for (long seed = firstSeed; System.nanoTime() < end; seed++) {
      long begin = System.nanoTime();
      if (work.once(seed) <= 0) {
        throw new IllegalStateException("nothing was done");
      }
      times.add(System.nanoTime() - begin);
    }
    return times;
  }

  private static long[] times(List<Future<List<Long>>> all) throws InterruptedException {
    List<Long> times = new ArrayList<>();
    for (Future<List<Long>> each : all) {
      try {
        times.addAll(each.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
    long[] sorted = times.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return sorted;
  }
}
