package dev.prose.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.random.SplitMix64;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {
  private static float[][] cloud(int points, int dimensions, double... deviations) {
    SplitMix64 random = new SplitMix64(7);
    float[][] cloud = new float[points][dimensions];
    for (float[] point : cloud) {
      for (int i = 0; i < dimensions; i++) {
        point[i] = (float) (3 + deviations[i % deviations.length] * random.nextGaussian());
      }
    }
    return cloud;
  }

  /** Of two dimensions, the axes and the variances along them have a closed form. */
  @Test
  void inThePlaneItIsTheClosedForm() {
    float[][] points = cloud(50, 2, 1, 0.6);
    for (float[] point : points) {
      point[1] += 0.8f * point[0];
    }
    double x = Arrays.stream(points).mapToDouble(p -> p[0]).average().orElseThrow();
    double y = Arrays.stream(points).mapToDouble(p -> p[1]).average().orElseThrow();
    double xx = Arrays.stream(points).mapToDouble(p -> (p[0] - x) * (p[0] - x)).sum();
    double yy = Arrays.stream(points).mapToDouble(p -> (p[1] - y) * (p[1] - y)).sum();
    double xy = Arrays.stream(points).mapToDouble(p -> (p[0] - x) * (p[1] - y)).sum();
    double root = Math.hypot((xx - yy) / 2, xy);
    double angle = Math.atan2(2 * xy, xx - yy) / 2;

    PrincipalComponents components = PrincipalComponents.of(points, 2);

    assertThat(components.shares()[0]).isCloseTo(((xx + yy) / 2 + root) / (xx + yy), within(1e-12));
    assertThat(components.shares()[1]).isCloseTo(((xx + yy) / 2 - root) / (xx + yy), within(1e-12));
    double[] along = new double[points.length];
    double[] across = new double[points.length];
    for (int i = 0; i < points.length; i++) {
      along[i] = Math.cos(angle) * (points[i][0] - x) + Math.sin(angle) * (points[i][1] - y);
      across[i] = Math.cos(angle) * (points[i][1] - y) - Math.sin(angle) * (points[i][0] - x);
    }
    assertSameButForTheSign(components.coordinates(), 0, along);
    assertSameButForTheSign(components.coordinates(), 1, across);
  }

  /** And the furthest point is on the positive side. */
  private static void assertSameButForTheSign(double[][] actual, int component, double[] expected) {
    double furthest = 0;
    for (double each : expected) {
      furthest = Math.abs(each) > Math.abs(furthest) ? each : furthest;
    }
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i][component])
          .isCloseTo(Math.signum(furthest) * expected[i], within(1e-10));
    }
  }

  /** Points that lie in a plane, anywhere in a larger space, keep their distances. */
  @Test
  void aPlaneIsFoundWhereverItLies() {
    float[][] inPlane = cloud(80, 2, 2, 1);
    double[][] axes = {{0.5, 0.5, 0.5, 0.5, 0}, {0.5, -0.5, 0.5, -0.5, 0}}; // each of length 1
    float[][] points = new float[80][5];
    for (int i = 0; i < points.length; i++) {
      for (int j = 0; j < 5; j++) {
        points[i][j] = (float) (inPlane[i][0] * axes[0][j] + inPlane[i][1] * axes[1][j] + j);
      }
    }
    PrincipalComponents components = PrincipalComponents.of(points, 2);
    assertThat(components.shares()[0] + components.shares()[1]).isCloseTo(1, within(1e-9));
    for (int i = 1; i < points.length; i++) {
      double[] from = components.coordinates()[i - 1];
      double[] to = components.coordinates()[i];
      assertThat(Math.hypot(to[0] - from[0], to[1] - from[1]))
          .isCloseTo(
              Math.hypot(inPlane[i][0] - inPlane[i - 1][0], inPlane[i][1] - inPlane[i - 1][1]),
              within(1e-5));
    }
  }

  /** No other directions have more variance: those of all axes of the space have less. */
  @Test
  void theFirstComponentsHaveTheMostVariance() {
    PrincipalComponents components = PrincipalComponents.of(cloud(60, 100, 3, 1, 1, 2, 0.1), 60);
    double[] shares = components.shares();
    assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-9));
    for (int i = 1; i < shares.length; i++) {
      assertThat(shares[i]).isLessThanOrEqualTo(shares[i - 1]);
    }
    assertThat(shares[59]).as("60 points and their mean span 59 dimensions").isLessThan(1e-12);
  }

  @Test
  void pointsThatAreAllTheSameAreInTheMiddle() {
    PrincipalComponents one = PrincipalComponents.of(new float[][] {{3, 4, 5}}, 2);
    assertThat(one.coordinates()).isDeepEqualTo(new double[][] {{0, 0}});
    PrincipalComponents three = PrincipalComponents.of(new float[3][2], 2);
    assertThat(three.coordinates()).isDeepEqualTo(new double[3][2]);
    assertThat(three.shares()).containsExactly(0, 0);
  }
}
