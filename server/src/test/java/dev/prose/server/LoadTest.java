package dev.prose.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.server.Client.Reply;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Many clients at once. */
class LoadTest {
  private static final int CLIENTS = 64;
  private static final long TIME = 30_000_000_000L; // nanoseconds
  private static final String ASKED =
      "{\"model\":\"mixture\",\"prompt\":\"to be\",\"seed\":7,\"max_tokens\":64}";

  /**
   * Each gets the text that it would get alone, the heap does not grow, and what needs no model is
   * answered at once.
   */
  @Test
  void sixtyFourClientsForHalfAMinute() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    try (RunningServer running = new RunningServer();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS + 1)) {
      String alone = text(running.client().post("/v1/completions", ASKED));
      List<Future<Integer>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(threads.submit(asking(running, alone, over)));
      }
      Future<long[]> health = threads.submit(health(running, over));
      Thread.sleep(TIME / 3 / 1_000_000);
      long early = usedHeap();
      Thread.sleep(TIME * 2 / 3 / 1_000_000);
      long late = usedHeap();
      over.set(true);
      int answers = 0;
      for (Future<Integer> client : clients) {
        answers += client.get();
      }
      long[] times = health.get();
      Arrays.sort(times);
      assertThat(answers).isGreaterThan(CLIENTS);
      assertThat(late).isLessThan(early + (32L << 20));
      assertThat(times[times.length * 99 / 100])
          .as("nanoseconds of the slowest hundredth of /health")
          .isLessThan(100_000_000);
    }
  }

  private static Callable<Integer> asking(RunningServer running, String alone, AtomicBoolean over) {
    return () -> {
      Client client = new Client(running.server().port());
      int answers = 0;
      while (!over.get()) {
        Reply reply = client.post("/v1/completions", ASKED);
        assertThat(text(reply)).isEqualTo(alone);
        answers++;
      }
      return answers;
    };
  }

  private static Callable<long[]> health(RunningServer running, AtomicBoolean over) {
    return () -> {
      Client client = new Client(running.server().port());
      List<Long> times = new ArrayList<>();
      while (!over.get()) {
        long begin = System.nanoTime();
        assertThat(client.get("/health").status()).isEqualTo(200);
        times.add(System.nanoTime() - begin);
        Thread.sleep(10);
      }
      return times.stream().mapToLong(Long::longValue).toArray();
    };
  }

  private static String text(Reply reply) {
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    return Objects.requireNonNull(reply.text("choices", 0, "text"));
  }

  private static long usedHeap() throws IOException {
    ManagementFactory.getMemoryMXBean().gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
