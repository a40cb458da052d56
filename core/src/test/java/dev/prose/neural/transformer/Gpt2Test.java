package dev.prose.neural.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.prose.data.Batch;
import dev.prose.neural.LineStarts;
import dev.prose.neural.Weights;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class Gpt2Test {
  private static final Gpt2 TINY = new Gpt2(5, 2, 2, 8, 8, true, 0);

  @Test
  void lossAndGradientAreThoseOfTheTextbook() {
    Weights weights = GradientCheck.lively(TINY, 1);
    Batch batch = GradientCheck.batch(3, 7, 5, 2);
    GradientCheck.check(
        TINY,
        weights,
        new TextbookGpt2(TINY, weights),
        batch,
        LineStarts.NONE,
        OptionalLong.empty());
  }

  @Test
  void linesAreTextsOfTheirOwnAndDropoutLeavesOutTheSameInBothPasses() {
    Gpt2 network = new Gpt2(5, 1, 3, 6, 9, false, 0.3);
    Weights weights = GradientCheck.lively(network, 3);
    GradientCheck.check(
        network,
        weights,
        new TextbookGpt2(network, weights),
        GradientCheck.batch(3, 9, 5, 4),
        LineStarts.at(2),
        OptionalLong.of(7));
  }

  @Test
  void beginsNearTheUniformDistribution() {
    Gpt2 network = new Gpt2(65, 4, 4, 32, 64, true, 0);
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
    assertThat(loss / 256).isCloseTo(Math.log(65), within(0.05));
  }

  @Test
  void refusesShapesThatNoNetworkHas() {
    assertThatThrownBy(() -> new Gpt2(5, 1, 3, 8, 8, true, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the width must be a multiple of the number of heads, but is 8 for 3 heads");
    assertThatThrownBy(() -> new Gpt2(5, 1, 1, 1 << 20, 8, true, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too large");
    assertThatThrownBy(() -> TINY.pass(TINY.initial(1), 1, 9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("windows of 9 tokens need as many positions, but there are 8");
  }
}
