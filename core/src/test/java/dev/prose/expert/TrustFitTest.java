package dev.prose.expert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.random.SplitMix64;
import org.junit.jupiter.api.Test;

class TrustFitTest {
  private static final int TOKENS = 6;

  private final SplitMix64 random = new SplitMix64(4);

  private float[][] logs(int positions, double scale) {
    float[][] rows = new float[positions][TOKENS];
    for (float[] row : rows) {
      double sum = 0;
      for (int i = 0; i < TOKENS; i++) {
        row[i] = (float) (scale * random.nextGaussian());
        sum += Math.exp(row[i]);
      }
      for (int i = 0; i < TOKENS; i++) {
        row[i] -= (float) Math.log(sum);
      }
    }
    return rows;
  }

  /** Draws from the distributions that a trust makes of logits. */
  private int[] draws(float[][] mixture, float[][] expert, Trust trust) {
    int[] targets = new int[mixture.length];
    for (int position = 0; position < targets.length; position++) {
      double[] sums = new double[TOKENS];
      double sum = 0;
      for (int i = 0; i < TOKENS; i++) {
        sum +=
            Math.exp(trust.mixture() * mixture[position][i] + trust.expert() * expert[position][i]);
        sums[i] = sum;
      }
      double drawn = sum * random.nextDouble();
      while (sums[targets[position]] < drawn) {
        targets[position]++;
      }
    }
    return targets;
  }

  @Test
  void itFindsTheTrustThatATextWasDrawnWith() {
    float[][] mixture = logs(40_000, 1.5);
    float[][] expert = logs(40_000, 1);
    Trust drawn = new Trust(0.8, 0.45);
    Trust found =
        new TrustFit(mixture, expert, draws(mixture, expert, drawn))
            .best(() -> false)
            .orElseThrow();
    assertThat(found.mixture()).isCloseTo(0.8, within(0.03));
    assertThat(found.expert()).isCloseTo(0.45, within(0.03));
  }

  /** Nothing near it is better, but for the slight preference. */
  @Test
  void itIsTheMinimum() {
    for (int trial = 0; trial < 20; trial++) {
      float[][] mixture = logs(3000, 3);
      float[][] expert = logs(3000, 5);
      TrustFit fit = new TrustFit(mixture, expert, draws(mixture, expert, new Trust(1.3, 0.2)));
      Trust best = fit.best(() -> false).orElseThrow();
      for (double[] step : new double[][] {{0.01, 0}, {-0.01, 0}, {0, 0.01}, {0, -0.01}}) {
        Trust near = new Trust(best.mixture() + step[0], best.expert() + step[1]);
        assertThat(fit.loss(best)).isLessThan(fit.loss(near) + 1e-5);
      }
    }
  }

  @Test
  void anExpertThatKnowsNothingIsNotTrusted() {
    float[][] mixture = logs(20_000, 1);
    float[][] expert = logs(20_000, 1);
    TrustFit fit = new TrustFit(mixture, expert, draws(mixture, expert, Trust.MIXTURE_ALONE));
    assertThat(fit.best(() -> false)).contains(Trust.MIXTURE_ALONE);
  }

  /** It would help to do the opposite of what it says, which nobody could explain. */
  @Test
  void anExpertIsNeverTrustedBackwards() {
    float[][] mixture = logs(5000, 1);
    float[][] expert = logs(5000, 1);
    int[] targets = draws(mixture, expert, new Trust(1, -0.8));
    assertThat(new TrustFit(mixture, expert, targets).best(() -> false))
        .contains(Trust.MIXTURE_ALONE);
  }

  /** A handful of tokens, a network that says nothing, one that is sure, and one that is timid. */
  @Test
  void hopelessCasesEndWithTheMixture() {
    assertAlone(logs(3, 1), new float[3][TOKENS], 0, 1, 2);
    float[][] sure = new float[2][TOKENS];
    sure[0][1] = 1000;
    sure[1][2] = 1000;
    assertAlone(logs(2, 1), sure, 0, 0);
    float[][] right = new float[1][TOKENS];
    right[0][0] = 1e6f;
    assertAlone(logs(1, 1), right, 0);
    assertAlone(new float[0][], new float[0][]);
  }

  private static void assertAlone(float[][] mixture, float[][] expert, int... targets) {
    assertThat(new TrustFit(mixture, expert, targets).best(() -> false))
        .contains(Trust.MIXTURE_ALONE);
  }

  /** Newton's first step leads far beyond what a trust can be. */
  @Test
  void anExpertThatIsRightAndTimidIsTrustedWithinBounds() {
    int positions = 50_000;
    float[][] flat = new float[positions][TOKENS];
    float[][] timid = new float[positions][TOKENS];
    int[] targets = random.ints(positions, 0, TOKENS).toArray();
    for (int position = 0; position < positions; position++) {
      timid[position][targets[position]] = 0.01f;
    }
    Trust trust = new TrustFit(flat, timid, targets).best(() -> false).orElseThrow();
    assertThat(trust.expert()).isBetween(50.0, 100.0);
  }

  @Test
  void itCanBeStopped() {
    float[][] mixture = logs(100, 1);
    assertThat(new TrustFit(mixture, logs(100, 1), new int[100]).best(() -> true)).isEmpty();
  }
}
