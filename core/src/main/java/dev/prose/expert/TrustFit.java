package dev.prose.expert;

import dev.prose.numeric.LogSumExp;

/**
 * Finds the trust with which a mixture and its expert predict a text best that neither has learned
 * from. The loss is convex in the two numbers, as that of every log-linear model is, so that
 * Newton's method finds its minimum. A slight preference for the mixture alone decides where a text
 * is too short to tell.
 */
final class TrustFit {
  private static final double PREFERENCE = 1; // nats, for numbers that are off by 1
  private static final int MOST_STEPS = 20;
  private static final int MOST_HALVINGS = 20;
  private static final double CONVERGED = 1e-6; // nats, of all of the text

  private final float[][] mixtureLogs; // [position][token]
  private final float[][] logits; // [position][token], the network's
  private final int[] targets; // [position]
  private final float[] combined; // [token]
  private final double[] exponentials; // [token]

  /**
   * @param mixtureLogs [position][token], log-probabilities
   * @param logits [position][token], the network's
   * @param targets [position], the tokens that came
   */
  TrustFit(float[][] mixtureLogs, float[][] logits, int... targets) {
    this.mixtureLogs = mixtureLogs;
    this.logits = logits;
    this.targets = targets;
    int vocabularySize = mixtureLogs.length == 0 ? 0 : mixtureLogs[0].length;
    this.combined = new float[vocabularySize];
    this.exponentials = new double[vocabularySize];
  }

  /** The best trust. */
  Trust best() {
    Trust trust = Trust.MIXTURE_ALONE;
    Slope slope = slope(trust);
    for (int step = 0; step < MOST_STEPS; step++) {
      Trust next = trust;
      Slope there = slope;
      double factor = 1;
      for (int halving = 0; halving < MOST_HALVINGS; halving++, factor /= 2) {
        Trust tried = slope.newton(trust, factor);
        Slope ofTried = slope(tried);
        if (ofTried.loss < slope.loss) {
          next = tried;
          there = ofTried;
          break;
        }
      }
      double gained = slope.loss - there.loss;
      trust = next;
      slope = there;
      if (gained < CONVERGED) {
        break;
      }
    }
    return trust;
  }

  /** The mean surprisal of the targets, in nats. */
  double loss(Trust trust) {
    double sum = 0;
    for (int position = 0; position < targets.length; position++) {
      sum += surprisal(position, trust);
    }
    return sum / targets.length;
  }

  /** Also leaves the exponentials of the logits above their maximum. */
  private double surprisal(int position, Trust trust) {
    trust.combine(mixtureLogs[position], logits[position], combined);
    float max = LogSumExp.max(combined);
    double logSum = LogSumExp.aboveMax(combined, max, exponentials);
    return logSum + max - combined[targets[position]];
  }

  /** The loss with its first and second derivatives by both numbers, summed over the text. */
  private Slope slope(Trust trust) {
    Slope slope = new Slope(trust);
    for (int position = 0; position < targets.length; position++) {
      slope.loss += surprisal(position, trust);
      slope.add(mixtureLogs[position], logits[position], targets[position], exponentials);
    }
    return slope;
  }

  private static final class Slope {
    private double loss;
    private double byMixture;
    private double byExpert;
    private double byMixtureTwice = PREFERENCE;
    private double byBoth;
    private double byExpertTwice = PREFERENCE;

    Slope(Trust trust) {
      double a = trust.mixture() - Trust.MIXTURE_ALONE.mixture();
      double b = trust.expert() - Trust.MIXTURE_ALONE.expert();
      loss = PREFERENCE * (a * a + b * b) / 2;
      byMixture = PREFERENCE * a;
      byExpert = PREFERENCE * b;
    }

    /** The derivatives of a log-sum-exp are means and covariances under the distribution. */
    void add(float[] logs, float[] ofNetwork, int target, double[] weights) {
      double sum = 0;
      double m = 0;
      double r = 0;
      double mm = 0;
      double mr = 0;
      double rr = 0;
      for (int token = 0; token < logs.length; token++) {
        double weight = weights[token];
        double ofMixture = logs[token];
        double ofExpert = ofNetwork[token];
        sum += weight;
        m += weight * ofMixture;
        r += weight * ofExpert;
        mm += weight * ofMixture * ofMixture;
        mr += weight * ofMixture * ofExpert;
        rr += weight * ofExpert * ofExpert;
      }
      m /= sum;
      r /= sum;
      byMixture += m - logs[target];
      byExpert += r - ofNetwork[target];
      byMixtureTwice += mm / sum - m * m;
      byBoth += mr / sum - m * r;
      byExpertTwice += rr / sum - r * r;
    }

    /** Newton's step, or a part of it. */
    Trust newton(Trust from, double factor) {
      double determinant = byMixtureTwice * byExpertTwice - byBoth * byBoth; // > 0: see PREFERENCE
      double a = (byExpertTwice * byMixture - byBoth * byExpert) / determinant;
      double b = (byMixtureTwice * byExpert - byBoth * byMixture) / determinant;
      return new Trust(from.mixture() - factor * a, from.expert() - factor * b);
    }
  }
}
