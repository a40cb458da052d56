package dev.prose.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.prose.data.Batch;
import dev.prose.random.SplitMix64;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BigramModelTest extends FirstOrderModelContract {
  private static final BigramModel MODEL = BigramModel.random(13, 4);

  @Override
  protected FirstOrderModel model() {
    return MODEL;
  }

  @Test
  void theTableHasARowOfLogitsForEachToken() {
    BigramModel model = new BigramModel(2, new float[] {0, (float) Math.log(3), 5, 5});
    assertThat(model.parameterCount()).isEqualTo(4);
    assertThat(model.logProbability(0, 1)).isCloseTo(Math.log(0.75), within(1e-7));
    assertThat(model.logProbability(1, 0)).isCloseTo(Math.log(0.5), within(1e-7));
    Batch batch = new Batch(1, 2, new int[] {1, 0}, new int[] {0, 1});
    assertThat(model.forward(batch)).containsExactly(5, 5, 0, (float) Math.log(3));
    assertThat(model.loss(batch)).isCloseTo(-(Math.log(0.5) + Math.log(0.75)) / 2, within(1e-7));
  }

  @Test
  void theUntrainedModelIsAsUnsureAsNormalLogitsMakeIt() {
    BigramModel model = BigramModel.random(65, 1337);
    assertThat(model.parameterCount()).isEqualTo(4225);
    SplitMix64 random = new SplitMix64(1);
    int[] inputs = random.ints(100_000, 0, 65).toArray();
    int[] targets = random.ints(100_000, 0, 65).toArray();
    // E[logsumexp] of 65 normal logits is near ln 65 + 1/2, and targets have logits of mean 0.
    assertThat(model.loss(new Batch(1, 100_000, inputs, targets)))
        .isCloseTo(Math.log(65) + 0.5, within(0.1));
    assertThat(model.logits()).isEqualTo(BigramModel.random(65, 1337).logits());
    assertThat(model.logits()).isNotEqualTo(BigramModel.random(65, 1338).logits());
  }

  @Test
  void beforeTheFirstTokenEveryTokenIsAsLikely() {
    float[] logProbabilities = new float[13];
    MODEL.cursor().logProbabilities(logProbabilities);
    float[] uniform = new float[13];
    Arrays.fill(uniform, (float) Math.log(1.0 / 13));
    assertThat(logProbabilities).containsExactly(uniform, within(1e-6f));
  }

  @Test
  void theModelDoesNotShareItsTable() {
    float[] logits = new float[4];
    BigramModel model = new BigramModel(2, logits);
    logits[0] = 100;
    model.logits()[1] = 100;
    assertThat(model.logits()).containsOnly(0);
  }

  @Test
  void hugeLogitsDoNotOverflow() {
    BigramModel model = new BigramModel(2, new float[] {1e30f, 1e30f, -1e30f, 0});
    assertThat(model.logProbability(0, 0)).isCloseTo(Math.log(0.5), within(1e-6));
    assertThat(model.logProbability(1, 1)).isZero();
  }

  @Test
  void aTableOfTheWrongSizeIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new BigramModel(2, new float[5]));
    assertThatIllegalArgumentException().isThrownBy(() -> new BigramModel(0, new float[0]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BigramModel.random(BigramModel.MAX_VOCABULARY + 1, 0))
        .withMessageContaining("46,341");
  }
}
