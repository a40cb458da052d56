package dev.prose.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What every first-order model does in addition: its three ways to a probability agree. */
public abstract class FirstOrderModelContract extends LanguageModelContract {
  @Override
  protected abstract FirstOrderModel model();

  @Test
  void theLastTokenAloneDecides() {
    int size = model().vocabularySize();
    float[] walked = new float[size];
    float[] asked = new float[size];
    for (int token = 0; token < size; token++) {
      Cursor cursor = model().cursor();
      cursor.advance(size - 1 - token);
      cursor.advance(token);
      cursor.logProbabilities(walked);
      model().logProbabilitiesAfter(token, asked);
      assertThat(walked).isEqualTo(asked);
      for (int next = 0; next < size; next++) {
        assertThat(model().logProbability(token, next)).isCloseTo(asked[next], within(1e-5));
      }
    }
  }
}
