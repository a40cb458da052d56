package dev.prose.neural.mlp;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.prose.neural.Network;
import dev.prose.neural.NetworkContract;
import dev.prose.neural.TextbookNetwork;
import dev.prose.neural.Weights;
import java.util.List;
import org.junit.jupiter.api.Test;

class MlpTest extends NetworkContract {
  @Override
  protected List<Mlp> networks() {
    return List.of(new Mlp(7, 3, 4, 5, 0.4));
  }

  @Override
  protected TextbookNetwork textbook(Network network, Weights weights) {
    return new TextbookMlp((Mlp) network, weights);
  }

  @Override
  protected Network useful() {
    return new Mlp(65, 8, 32, 128, 0);
  }

  @Override
  protected double firstLossWithin() {
    return 0.15;
  }

  @Override
  protected Network uneven() {
    return new Mlp(11, 5, 6, 37, 0.2);
  }

  @Override
  protected String goldenHash() {
    return "493a6170e82945d3";
  }

  @Test
  void numbersThatAreTooLargeAreRefusedWhateverIsAsked() {
    refusesNumbersThatAreTooLarge(new Mlp(7, 3, 4, 5, 0));
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Mlp(7, 0, 4, 5, 0))
        .withMessage("the context must be from 1 to 16,384, but is 0");
    assertThatIllegalArgumentException().isThrownBy(() -> new Mlp(7, 3, 4, 5, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Mlp(2_000_000, 3, 4, 10_000, 0));
  }
}
