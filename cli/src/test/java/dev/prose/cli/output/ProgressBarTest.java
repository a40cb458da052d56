package dev.prose.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.eval.Evaluation;
import dev.prose.model.BigramModel;
import dev.prose.train.TrainingEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private static final long SECOND = 1_000_000_000;

  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(terminal, true, StandardCharsets.UTF_8);
  private long now;

  private String shown() {
    String all = terminal.toString(StandardCharsets.UTF_8);
    terminal.reset();
    return all;
  }

  private static TrainingEvent.Evaluated evaluated() {
    Evaluation evaluation = new Evaluation(2.5, 0.01, 100);
    return new TrainingEvent.Evaluated(
        0, BigramModel.random(2, 0), evaluation, Optional.of(evaluation));
  }

  @Test
  void showsRateLossesAndTimeLeft() {
    ProgressBar bar = new ProgressBar(err, 0, 4000, 0, () -> now);
    bar.on(evaluated());
    now = 2 * SECOND;
    bar.on(new TrainingEvent.Stepped(1000, 3));
    assertThat(shown())
        .isEqualTo("\r\033[K██░░░░░░░░ 1,000/4,000  500 it/s  train 2.500, val 2.500  0:06 left");
  }

  @Test
  void isRedrawnTenTimesASecondAtMost() {
    ProgressBar bar = new ProgressBar(err, 0, 4000, 0, () -> now);
    now = SECOND;
    bar.on(new TrainingEvent.Stepped(1, 3));
    assertThat(shown()).isNotEmpty();
    now += SECOND / 11;
    bar.on(new TrainingEvent.Stepped(2, 3));
    assertThat(shown()).isEmpty();
  }

  @Test
  void givesWayToLinesAndFitsIntoOne() {
    ProgressBar bar = new ProgressBar(err, 0, Integer.MAX_VALUE, 0, () -> now);
    bar.on(evaluated());
    now = 1_000_000 * SECOND;
    bar.on(new TrainingEvent.Stepped(2_000_000_000, 3));
    assertThat(Arrays.stream(shown().split("\r\033\\[K", -1))).allMatch(line -> line.length() < 80);
    bar.above(event -> err.print("a line\n")).on(evaluated());
    assertThat(shown()).isEqualTo("\r\033[Ka line\n");
    bar.clear();
    assertThat(shown()).as("nothing left to clear").isEmpty();
  }

  @Test
  void ofARunWithoutValidationItShowsTheTrainLossAlone() {
    ProgressBar bar = new ProgressBar(err, 0, 4000, 0, () -> now);
    Evaluation train = new Evaluation(2.5, 0.01, 100);
    bar.on(new TrainingEvent.Evaluated(0, BigramModel.random(2, 0), train, Optional.empty()));
    now = 2 * SECOND;
    bar.on(new TrainingEvent.Stepped(1000, 3));
    assertThat(shown()).endsWith("500 it/s  train 2.500  0:06 left");
  }
}
