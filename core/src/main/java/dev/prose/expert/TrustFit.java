package dev.prose.expert;

import dev.prose.numeric.LogSumExp;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Finds the trust with which a mixture and its expert predict a text best that neither has learned
 * from. The loss is convex in the two numbers, as that of every log-linear model is, so that
 * Newton's method finds its minimum. Where the expert would have to be trusted backwards, or brings
 * no more than two numbers can by chance, it is the mixture alone.
 */
final class TrustFit {
  private static final double PREFERENCE =
      1; // nats, for numbers that are off by 1 from the mixture's
  private static final double LEAST_GAIN = 5; // nats, lest two numbers fit chance
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

  /**
   * The best trust.
   *
   * @param stop asked before each pass over the text
   * @return nothing if it was stopped
   */
  Optional<Trust> best(BooleanSupplier stop) {
    Slope alone = new Slope(1, 0);
    addText(alone);
    Slope slope = alone;
    for (int step = 0; step < MOST_STEPS && slope.promises() > CONVERGED; step++) {
      Slope next = slope;
      double factor = 1;
      for (int halving = 0; halving < MOST_HALVINGS && next == slope; halving++, factor /= 2) {
        if (stop.getAsBoolean()) {
          return Optional.empty();
        }
        Slope tried = slope.after(factor);
        if (tried.isPossible()) {
          addText(tried);
          next = tried.loss < slope.loss ? tried : slope;
        }
      }
      if (next == slope) {
        break;
      }
      slope = next;
    }
    Trust found = new Trust(slope.mixture, slope.expert);
    boolean helps = found.expert() > 0 && alone.loss - slope.loss > LEAST_GAIN;
    return Optional.of(helps ? found : Trust.MIXTURE_ALONE);
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

  /** Adds the loss, and its derivatives by both numbers, of all of the text. */
  private void addText(Slope slope) {
    Trust trust = new Trust(slope.mixture, slope.expert);
    for (int position = 0; position < targets.length; position++) {
      slope.loss += surprisal(position, trust);
      slope.add(mixtureLogs[position], logits[position], targets[position], exponentials);
    }
  }

  /** Two numbers, and the loss with its first and second derivatives by them. */
  private static final class Slope {
    private final double mixture;
    private final double expert;
    private double loss;
    private double byMixture;
    private double byExpert;
    private double byMixtureTwice = PREFERENCE;
    private double byBoth;
    private double byExpertTwice = PREFERENCE;

    /** Of the preference alone. */
    Slope(double mixture, double expert) {
      this.mixture = mixture;
      this.expert = expert;
      double a = mixture - Trust.MIXTURE_ALONE.mixture();
      double b = expert - Trust.MIXTURE_ALONE.expert();
      loss = PREFERENCE * (a * a + b * b) / 2;
      byMixture = PREFERENCE * a;
      byExpert = PREFERENCE * b;
    }

    boolean isPossible() {
      return Math.abs(mixture) <= Trust.MOST && Math.abs(expert) <= Trust.MOST;
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

    private double determinant() {
      return byMixtureTwice * byExpertTwice - byBoth * byBoth; // above 0, by the preference
    }

    private double mixtureStep() {
      return (byBoth * byExpert - byExpertTwice * byMixture) / determinant();
    }

    private double expertStep() {
      return (byBoth * byMixture - byMixtureTwice * byExpert) / determinant();
    }

    /** By how much Newton's step would lower the loss, were it a parabola. */
    double promises() {
      return -(byMixture * mixtureStep() + byExpert * expertStep()) / 2;
    }

    /** Where a part of Newton's step leads. */
    Slope after(double factor) {
      return new Slope(mixture + factor * mixtureStep(), expert + factor * expertStep());
    }
  }
}
