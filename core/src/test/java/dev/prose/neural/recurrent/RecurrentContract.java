package dev.prose.neural.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.prose.data.Batch;
import dev.prose.neural.LineStarts;
import dev.prose.neural.Network;
import dev.prose.neural.NetworkContract;
import dev.prose.neural.Pass;
import dev.prose.neural.TextbookNetwork;
import dev.prose.neural.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What every recurrent network does, with a textbook version of its cell to compare with. */
abstract class RecurrentContract extends NetworkContract {
  abstract RecurrentNetwork network(int vocabulary, int width, int layers, double dropout);

  abstract TextbookRecurrent.Cell textbookCell();

  @Override
  protected List<RecurrentNetwork> networks() {
    return List.of(network(7, 5, 1, 0.4), network(7, 5, 2, 0.4));
  }

  @Override
  protected TextbookNetwork textbook(Network network, Weights weights) {
    return new TextbookRecurrent((RecurrentNetwork) network, textbookCell(), weights);
  }

  @Override
  protected Network useful() {
    return network(65, 64, 1, 0);
  }

  @Override
  protected double firstLossWithin() {
    return 0.1;
  }

  @Override
  protected Network uneven() {
    return network(11, 37, 2, 0.2);
  }

  @Test
  void aWindowInPartsWithTheStateHandedOnIsTheWholeWindow() {
    for (LineStarts lines : new LineStarts[] {LineStarts.NONE, LINES}) {
      RecurrentNetwork network = network(7, 5, 2, 0);
      Weights weights = lively(network, 3);
      Batch whole = batch(network, 1, 12, 6);
      float[][] state = new float[1][network.stateSize()];
      double expected = network.pass(weights, 1, 12).forward(whole, 0, 1, lines, NO_DROPOUT, state);
      Pass pass = network.pass(weights, 1, 4);
      float[][] handed = new float[1][network.stateSize()];
      double sum = 0;
      for (int part = 0; part < 3; part++) {
        Batch batch =
            new Batch(
                1,
                4,
                Arrays.copyOfRange(whole.inputs(), part * 4, part * 4 + 4),
                Arrays.copyOfRange(whole.targets(), part * 4, part * 4 + 4));
        sum += pass.forward(batch, 0, 1, lines, NO_DROPOUT, handed);
      }
      assertThat(sum).isCloseTo(expected, within(1e-5));
      assertThat(handed).isDeepEqualTo(state);
    }
  }

  @Test
  void dropoutKeepsTheMean() {
    RecurrentNetwork network = network(7, 64, 1, 0.5);
    Weights weights = network.initial(2);
    Pass pass = network.pass(weights, 2, 5);
    Batch batch = batch(network, 2, 5, 1);
    double exact =
        pass.forward(batch, 0, 2, LineStarts.NONE, NO_DROPOUT, new float[2][network.stateSize()]);
    double sum = 0;
    for (int seed = 0; seed < 200; seed++) {
      sum +=
          pass.forward(
              batch,
              0,
              2,
              LineStarts.NONE,
              OptionalLong.of(seed),
              new float[2][network.stateSize()]);
    }
    assertThat(sum / 200).isNotEqualTo(exact).isCloseTo(exact, within(0.02 * exact));
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network(7, 0, 1, 0))
        .withMessageContaining("width must be from 1 to 16,384, but is 0");
    assertThatIllegalArgumentException().isThrownBy(() -> network(7, 1, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> network(0, 1, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> network(500_000, 16_384, 1, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network(7, 1, 1, 1))
        .withMessage("dropout must be in [0, 1), but is 1.0");
  }
}
