package dev.prose.neural.mlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.prose.data.Batch;
import dev.prose.model.Cursor;
import dev.prose.model.LanguageModel;
import dev.prose.model.LanguageModelContract;
import dev.prose.neural.LineStarts;
import dev.prose.neural.NeuralModel;
import dev.prose.neural.Pass;
import dev.prose.neural.Weight;
import dev.prose.neural.Weights;
import dev.prose.random.SplitMix64;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MlpTest extends LanguageModelContract {
  private static final int VOCABULARY = 7;
  private static final int WINDOWS = 4;
  private static final int LENGTH = 9;
  private static final LineStarts LINES = LineStarts.at(2);
  private static final OptionalLong NO_DROPOUT = OptionalLong.empty();
  private static final Mlp NETWORK = new Mlp(VOCABULARY, 3, 4, 5, 0.4);

  @Override
  protected LanguageModel model() {
    return new NeuralModel(NETWORK, NETWORK.initial(1), LineStarts.NONE);
  }

  private static Batch batch(int windows, int length, long seed) {
    int count = windows * length;
    int[] tokens = new SplitMix64(seed).ints(count + 1L, 0, VOCABULARY).toArray();
    return new Batch(
        windows,
        length,
        Arrays.copyOf(tokens, count),
        Arrays.copyOfRange(tokens, 1, tokens.length));
  }

  private static float[][] noState(int windows) {
    return new float[windows][0];
  }

  @Test
  void lossAndGradientAreThoseOfTheTextbook() {
    for (LineStarts lines : new LineStarts[] {LineStarts.NONE, LINES}) {
      for (OptionalLong dropout : new OptionalLong[] {NO_DROPOUT, OptionalLong.of(11)}) {
        Weights weights = NETWORK.initial(3);
        TextbookMlp textbook = new TextbookMlp(NETWORK, weights, lines, dropout);
        Batch batch = batch(WINDOWS, LENGTH, 4);
        Pass pass = NETWORK.pass(weights, WINDOWS, LENGTH);
        pass.forward(batch(WINDOWS, LENGTH, 8), 0, WINDOWS, LINES, dropout, noState(WINDOWS));
        double loss = pass.forward(batch, 1, 4, lines, dropout, noState(3));
        assertThat(loss).isCloseTo(textbook.loss(batch, 1, 4), within(1e-4));
        Weights gradient = weights.zeros();
        pass.backward(gradient, 0.5f);
        for (Weight weight : weights.all()) {
          float[][] values = gradient.matrix(weight.name());
          for (int row = 0; row < weight.rows(); row++) {
            for (int column = 0; column < weight.columns(); column++) {
              assertThat((double) values[row][column])
                  .as("%s [%d][%d]", weight.name(), row, column)
                  .isCloseTo(
                      0.5 * textbook.slope(weight.name(), row, column, batch, 1, 4), within(2e-5));
            }
          }
        }
      }
    }
  }

  @Test
  void cursorAndScorerGiveWhatTheWholeWindowGives() {
    for (LineStarts lines : new LineStarts[] {LineStarts.NONE, LINES}) {
      NeuralModel model = new NeuralModel(NETWORK, NETWORK.initial(3), lines);
      int length = 800;
      Batch batch = batch(1, length, 6);
      batch.inputs()[0] = 2; // so that a line begins, where there are lines
      Pass pass = NETWORK.pass(model.weights(), 1, length);
      pass.forward(batch, 0, 1, lines, NO_DROPOUT, noState(1));
      Cursor cursor = model.cursor();
      for (int t = 0; t < length; t++) {
        cursor.advance(batch.inputs()[t]);
        assertThat(-cursor.logProbability(batch.targets()[t]))
            .isCloseTo(pass.surprisal(0, t), within(1e-5));
      }
      var scorer = model.scorer(length);
      double[] surprisals = new double[400];
      Cursor again = model.cursor();
      for (int from = 0; from < length; from += 400) {
        int[] tokens = Arrays.copyOfRange(batch.inputs(), from, from + 400);
        scorer.score(tokens, 400, surprisals);
        for (int i = 0; i < 400; i++) {
          assertThat(surprisals[i]).isCloseTo(-again.logProbability(tokens[i]), within(1e-5));
          again.advance(tokens[i]);
        }
      }
    }
  }

  @Test
  void nothingIsSeenAcrossLines() {
    NeuralModel model = new NeuralModel(NETWORK, NETWORK.initial(3), LINES);
    double[] one = model.surprisals(0, 1, 3, 2, 4, 5);
    double[] other = model.surprisals(6, 5, 5, 2, 4, 5);
    double[] alone = model.surprisals(4, 5);
    for (int i = 0; i < 2; i++) {
      assertThat(one[4 + i]).isEqualTo(other[4 + i]).isCloseTo(alone[i], within(1e-6));
    }
  }

  @Test
  void beginsNearTheUniformDistribution() {
    Mlp network = new Mlp(65, 8, 32, 128, 0);
    NeuralModel model = new NeuralModel(network, network.initial(1), LineStarts.NONE);
    assertThat(model.loss(batch(8, 32, 1))).isCloseTo(Math.log(65), within(0.15));
  }

  @Test
  void theSameSeedGivesTheSameBytesOnAnyMachine() {
    Mlp network = new Mlp(11, 5, 6, 37, 0.2);
    Weights weights = network.initial(7);
    Weights gradient = weights.zeros();
    Pass pass = network.pass(weights, 5, 13);
    pass.forward(batch(5, 13, 9), 0, 5, LINES, OptionalLong.of(3), noState(5));
    pass.backward(gradient, 1f / 65);
    int hash = 1;
    for (Weight weight : gradient.all()) {
      for (float[] row : weight.values()) {
        hash = 31 * hash + Arrays.hashCode(row);
      }
    }
    assertThat(hash).isEqualTo(-1987067343);
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Mlp(VOCABULARY, 0, 4, 5, 0))
        .withMessage("the context must be from 1 to 16,384, but is 0");
    assertThatIllegalArgumentException().isThrownBy(() -> new Mlp(VOCABULARY, 3, 4, 5, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Mlp(2_000_000, 3, 4, 10_000, 0));
    Pass pass = NETWORK.pass(NETWORK.initial(1), 1, 1);
    for (int[] tokens : new int[][] {{VOCABULARY, 0}, {0, VOCABULARY}, {-1, 0}, {0, -1}}) {
      Batch batch = new Batch(1, 1, new int[] {tokens[0]}, new int[] {tokens[1]});
      assertThatThrownBy(() -> pass.forward(batch, 0, 1, LineStarts.NONE, NO_DROPOUT, noState(1)))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }
}
