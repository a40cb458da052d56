package dev.prose.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReportTest {
  private final List<String> turns = new ArrayList<>();
  private final Report report =
      new Report(new Alternation(new PrintStream(OutputStream.nullOutputStream())));

  private Contender contender(String name, double... seconds) {
    return new Contender(
        name,
        () -> {
          long before = turns.stream().filter(name::equals).count();
          turns.add(name);
          return List.of(new Sample(seconds[(int) before], OptionalLong.of(5_000_000)));
        });
  }

  @Test
  void contendersTakeTurnsAndStandSideBySide() throws InterruptedException {
    Contender broken =
        new Contender(
            "broken",
            () -> {
              throw new IOException("no such file");
            });
    report.compare(
        new Comparison(
            "Work",
            new Quantity.Rate(6e6, "tokens"),
            3,
            List.of(contender("ours", 2, 1, 3), broken, contender("theirs", 8, 4, 6)),
            List.of(
                Limit.atLeast("ours", 3, "half the bandwidth"),
                Limit.atMost("ours", 2, "somebody's wish"),
                new Limit.Share("ours", "theirs", 4, "a hope"),
                new Limit.Share("ours", "broken", 4, "another")),
            List.of("absent: not installed")));
    assertThat(turns).containsExactly("ours", "theirs", "ours", "theirs", "ours", "theirs");
    assertThat(report.finish())
        .isEqualTo(
            """
            **Work**

            |  | million tokens/s | min | max | samples | time, ratio | peak memory, MB |
            | --- | --- | --- | --- | --- | --- | --- |
            | ours | **3.00** | 2.00 | 6.00 | 3 | 1.00 | 5.00 |
            | theirs | **1.00** | 0.750 | 1.50 | 3 | 3.00 | 5.00 |

            - ours: at least 3.00 million tokens/s, half the bandwidth: met
            - ours: at most 2.00 million tokens/s, somebody's wish: missed
            - ours: at most 1/4.00 of the time of theirs, a hope: 1/3.00, missed
            - Not measured: absent: not installed
            - Not measured: broken: no such file

            ## Not measured

            - absent: not installed
            - broken: no such file
            """);
  }
}
