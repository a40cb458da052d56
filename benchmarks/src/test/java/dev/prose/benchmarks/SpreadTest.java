package dev.prose.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void hasTheMiddleAndTheEnds() {
    assertThat(Spread.of(DoubleStream.of(3, 1, 9))).isEqualTo(new Spread(3, 1, 9, 3));
    assertThat(Spread.of(DoubleStream.of(4, 1, 9, 2))).isEqualTo(new Spread(3, 1, 9, 4));
  }

  @Test
  void theShortestTimeIsTheHighestRate() {
    Spread rates = Spread.of(DoubleStream.of(1, 2, 4)).map(seconds -> 8 / seconds);
    assertThat(rates).isEqualTo(new Spread(4, 2, 8, 3));
  }
}
