package dev.prose.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;
import dev.prose.model.Cursor;
import dev.prose.model.LanguageModel;
import dev.prose.model.LanguageModelContract;
import dev.prose.model.LinearInterpolation;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinearInterpolationTest extends LanguageModelContract {
  private static final Tokens TEXT = GeneratedText.of(3, 6000);
  private static final List<LanguageModel> COMPONENTS =
      List.of(
          new WittenBell().fit(NGramCounts.of(TEXT.slice(0, 3000), 1)),
          new WittenBell().fit(NGramCounts.of(TEXT.slice(0, 3000), 2)),
          new WittenBell().fit(NGramCounts.of(TEXT.slice(0, 3000), 4)));
  private static final Tokens OTHER = TEXT.slice(3000, 6000);

  @Override
  protected LanguageModel model() {
    return new LinearInterpolation(COMPONENTS, 0.2, 0.3, 0.5);
  }

  @Test
  void isTheWeightedMean() {
    List<Cursor> cursors = COMPONENTS.stream().map(LanguageModel::cursor).toList();
    Cursor mean = model().cursor();
    for (int i = 0; i < 100; i++) {
      int token = OTHER.at(i);
      double expected =
          0.2 * Math.exp(cursors.get(0).logProbability(token))
              + 0.3 * Math.exp(cursors.get(1).logProbability(token))
              + 0.5 * Math.exp(cursors.get(2).logProbability(token));
      assertThat(mean.logProbability(token)).isCloseTo(Math.log(expected), within(1e-12));
      mean.advance(token);
      cursors.forEach(cursor -> cursor.advance(token));
    }
  }

  private static double meanLogLikelihood(double... weights) {
    Cursor cursor = new LinearInterpolation(COMPONENTS, weights).cursor();
    cursor.advance(OTHER.at(0));
    double sum = 0;
    for (int i = 1; i < OTHER.size(); i++) {
      sum += cursor.logProbability(OTHER.at(i));
      cursor.advance(OTHER.at(i));
    }
    return sum / (OTHER.size() - 1);
  }

  @Test
  void noWeightMovedFromOneModelToAnotherPredictsBetter() {
    InterpolationWeights.Fit fit = InterpolationWeights.fit(COMPONENTS, OTHER);
    double[] best = fit.weights();
    assertThat(fit.together()).isCloseTo(-meanLogLikelihood(best), within(1e-12));
    assertThat(fit.alone()[1]).isCloseTo(-meanLogLikelihood(0, 1, 0), within(1e-12));
    for (int from = 0; from < 3; from++) {
      for (int to = 0; to < 3; to++) {
        double[] moved = best.clone();
        double share = Math.min(0.01, moved[from]);
        moved[from] -= share;
        moved[to] += share;
        assertThat(meanLogLikelihood(moved)).isLessThanOrEqualTo(meanLogLikelihood(best) + 1e-6);
      }
    }
  }

  @Test
  void impossibleWeightsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LinearInterpolation(COMPONENTS, 0.5, 0.5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LinearInterpolation(COMPONENTS, 0.5, 0.5, 0.1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LinearInterpolation(COMPONENTS, 1.5, -0.5, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new LinearInterpolation(List.of()));
  }
}
