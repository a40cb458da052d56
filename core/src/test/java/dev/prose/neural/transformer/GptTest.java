package dev.prose.neural.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.prose.neural.LineStarts;
import dev.prose.neural.Weights;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class GptTest {
  @Test
  void lossAndGradientAreThoseOfTheTextbookAlsoInWindowsLongerThanWhatIsSeen() {
    Gpt network = new Gpt(5, 2, 2, 8, 4, 0);
    Weights weights = GradientCheck.lively(network, 1);
    GradientCheck.check(
        network,
        weights,
        new TextbookGpt(network, weights),
        GradientCheck.batch(3, 7, 5, 2),
        LineStarts.NONE,
        OptionalLong.empty());
  }

  @Test
  void linesAreTextsOfTheirOwnAndDropoutLeavesOutTheSameInBothPasses() {
    Gpt network = new Gpt(5, 1, 3, 6, 9, 0.3);
    Weights weights = GradientCheck.lively(network, 3);
    GradientCheck.check(
        network,
        weights,
        new TextbookGpt(network, weights),
        GradientCheck.batch(3, 9, 5, 4),
        LineStarts.at(2),
        OptionalLong.of(7));
  }

  @Test
  void beginsWithTheUniformDistribution() {
    Gpt network = new Gpt(65, 4, 4, 32, 64, 0);
    double loss =
        network
            .pass(network.initial(1), 4, 64)
            .forward(
                GradientCheck.batch(4, 64, 65, 1),
                0,
                4,
                LineStarts.NONE,
                OptionalLong.empty(),
                new float[4][0]);
    assertThat(loss / 256).isCloseTo(Math.log(65), within(1e-6));
  }

  @Test
  void refusesHeadsThatCannotBeTurned() {
    assertThatThrownBy(() -> new Gpt(5, 1, 2, 6, 8, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "each head must have an even number of features, but width 6 for 2 heads gives 3");
  }
}
