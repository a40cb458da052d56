package dev.prose.train;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.model.BigramModel;
import dev.prose.model.LanguageModel;
import dev.prose.numeric.Tensor;
import dev.prose.text.InvalidDataException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BigramLearnerContractTest extends LearnerContract {
  @Override
  protected Learner learner() {
    return new BigramLearner(BigramModel.random(VOCABULARY, 3), AdamW.Options.DEFAULT);
  }

  @Override
  protected Learner goingOn(LanguageModel model, LearnerState state) {
    return new BigramLearner((BigramModel) model, AdamW.Options.DEFAULT, state);
  }

  @Test
  void momentsThatCannotComeFromStepsAreRefused() {
    int[] shape = {2, 2};
    BigramModel model = BigramModel.random(2, 3);
    for (float bad : new float[] {-1, Float.NaN, Float.POSITIVE_INFINITY}) {
      Map<String, Tensor> tensors =
          Map.of(
              "exp_avg", new Tensor(shape, new float[4]),
              "exp_avg_sq", new Tensor(shape, new float[] {0, 0, 0, bad}));
      LearnerState state = new LearnerState("AdamW", 1, tensors);
      assertThatThrownBy(() -> new BigramLearner(model, AdamW.Options.DEFAULT, state))
          .isInstanceOf(InvalidDataException.class)
          .hasMessageContaining("the moments of weight 3");
    }
  }
}
