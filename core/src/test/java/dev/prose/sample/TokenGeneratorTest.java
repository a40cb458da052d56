package dev.prose.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.model.BigramModel;
import dev.prose.model.FirstOrderModel;
import dev.prose.model.LanguageModel;
import dev.prose.model.LinearInterpolation;
import dev.prose.random.SplitMix64;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens are drawn from exactly the distribution that the options make of the model's. */
class TokenGeneratorTest {
  private static final int VOCABULARY = 12;
  private static final FirstOrderModel MODEL = BigramModel.random(VOCABULARY, 8);
  private static final int DRAWS = 400_000;

  static Stream<SamplingOptions> options() {
    return Stream.of(
        SamplingOptions.DEFAULT,
        new SamplingOptions(0.5, 0, 1),
        new SamplingOptions(3, 0, 1),
        new SamplingOptions(1, 4, 1),
        new SamplingOptions(1, 0, 0.7),
        new SamplingOptions(0.8, 6, 0.9),
        new SamplingOptions(0, 0, 1));
  }

  @ParameterizedTest
  @MethodSource("options")
  void aChainDrawsExactly(SamplingOptions options) {
    assertDrawsExactly(new TokenGenerator(MODEL, options, new SplitMix64(21)), options);
  }

  @ParameterizedTest
  @MethodSource("options")
  void anyModelDrawsExactly(SamplingOptions options) {
    LanguageModel any = new LinearInterpolation(List.of(MODEL), 1);
    assertDrawsExactly(new TokenGenerator(any, options, new SplitMix64(22)), options);
  }

  /** Pearson's chi-square of the transitions, each row of the table against its softmax. */
  private static void assertDrawsExactly(TokenGenerator generator, SamplingOptions options) {
    long[][] observed = new long[VOCABULARY][VOCABULARY];
    int token = 0;
    generator.append(token);
    for (int i = 0; i < DRAWS; i++) {
      int next = generator.next();
      observed[token][next]++;
      token = next;
    }
    double chiSquare = 0;
    int degrees = 0;
    float[] logProbabilities = new float[VOCABULARY];
    for (int row = 0; row < VOCABULARY; row++) {
      MODEL.logProbabilitiesAfter(row, logProbabilities);
      double[] expected = options.apply(logProbabilities);
      long total = Arrays.stream(observed[row]).sum();
      for (int next = 0; next < VOCABULARY; next++) {
        if (expected[next] == 0) {
          assertThat(observed[row][next]).as("impossible: %d after %d", next, row).isZero();
        } else if (total > 0) {
          double mean = total * expected[next];
          chiSquare += Math.pow(observed[row][next] - mean, 2) / mean;
          degrees++;
        }
      }
      degrees -= total > 0 ? 1 : 0;
    }
    // Mean and variance of chi-square are the degrees of freedom and twice that.
    assertThat(chiSquare).isLessThanOrEqualTo(degrees + 4 * Math.sqrt(2.0 * degrees));
  }

  @Test
  void generatorsBeginWithTheModelsOwnBeginning() {
    boolean[] begun = new boolean[VOCABULARY];
    for (long seed = 0; seed < 500; seed++) {
      SplitMix64 random = new SplitMix64(seed);
      begun[new TokenGenerator(MODEL, SamplingOptions.DEFAULT, random).next()] = true;
    }
    assertThat(begun).as("uniform before the first token").containsOnly(true);
  }

  @Test
  void unknownTokensAreRefused() {
    TokenGenerator generator =
        new TokenGenerator(MODEL, SamplingOptions.DEFAULT, new SplitMix64(0));
    assertThatThrownBy(() -> generator.append(VOCABULARY))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
