package dev.prose.neural.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.prose.data.Batch;
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

/** What every recurrent network does, with a textbook version of its cell to compare with. */
abstract class RecurrentContract extends LanguageModelContract {
  private static final int VOCABULARY = 7;
  private static final int WIDTH = 5;
  private static final int WINDOWS = 6;
  private static final int LENGTH = 9;
  private static final LineStarts LINES = LineStarts.at(2);
  private static final OptionalLong NO_DROPOUT = OptionalLong.empty();

  abstract RecurrentNetwork network(int vocabulary, int width, int layers, double dropout);

  abstract TextbookRecurrent.Cell textbookCell();

  private RecurrentNetwork network(int layers, double dropout) {
    return network(VOCABULARY, WIDTH, layers, dropout);
  }

  @Override
  protected LanguageModel model() {
    RecurrentNetwork network = network(1, 0.5);
    return new NeuralModel(network, larger(network, 1), LineStarts.NONE);
  }

  /** Initial weights, three times as large, so that everything curves. */
  private static Weights larger(RecurrentNetwork network, long seed) {
    Weights weights = network.initial(seed);
    for (Weight weight : weights.all()) {
      for (float[] row : weight.values()) {
        for (int i = 0; i < row.length; i++) {
          row[i] *= 3;
        }
      }
    }
    return weights;
  }

  private static Batch batch(int windows, int length, long seed) {
    int[] tokens = new SplitMix64(seed).ints(1L + (long) windows * length, 0, VOCABULARY).toArray();
    return new Batch(
        windows,
        length,
        Arrays.copyOf(tokens, windows * length),
        Arrays.copyOfRange(tokens, 1, tokens.length));
  }

  private static float[][] state(RecurrentNetwork network, int windows, long seed) {
    SplitMix64 random = new SplitMix64(seed);
    float[][] state = new float[windows][network.stateSize()];
    for (float[] row : state) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) (random.nextDouble() - 0.5);
      }
    }
    return state;
  }

  @Test
  void lossStateAndGradientAreThoseOfTheTextbook() {
    for (int layers = 1; layers <= 2; layers++) {
      for (LineStarts lines : new LineStarts[] {LineStarts.NONE, LINES}) {
        for (OptionalLong dropout : new OptionalLong[] {NO_DROPOUT, OptionalLong.of(11)}) {
          compare(network(layers, 0.4), lines, dropout);
        }
      }
    }
  }

  private void compare(RecurrentNetwork network, LineStarts lines, OptionalLong dropout) {
    Weights weights = larger(network, 3);
    Batch batch = batch(WINDOWS, LENGTH, 4);
    // A part of the batch, and fewer windows than there is room for.
    int from = 1;
    int to = 5;
    float[][] state = state(network, to - from, 5);
    TextbookRecurrent textbook =
        new TextbookRecurrent(network, textbookCell(), weights, lines, dropout);
    double[][] expectedState = TextbookRecurrent.copy(state);
    double expected = textbook.loss(batch, from, to, expectedState);

    Pass pass = network.pass(weights, WINDOWS, LENGTH);
    pass.forward(batch(WINDOWS, LENGTH, 8), 0, WINDOWS, LINES, dropout, state(network, WINDOWS, 8));
    float[][] handed = state(network, to - from, 5);
    double loss = pass.forward(batch, from, to, lines, dropout, handed);
    assertThat(loss).isCloseTo(expected, within(2e-4));
    for (int window = 0; window < to - from; window++) {
      for (int i = 0; i < network.stateSize(); i++) {
        assertThat((double) handed[window][i]).isCloseTo(expectedState[window][i], within(1e-5));
      }
    }
    double sum = 0;
    for (int window = 0; window < to - from; window++) {
      for (int position = 0; position < LENGTH; position++) {
        sum += pass.surprisal(window, position);
      }
    }
    assertThat(sum).isCloseTo(loss, within(1e-9));

    Weights gradient = weights.zeros();
    pass.backward(gradient, 0.5f);
    for (Weight weight : weights.all()) {
      float[][] values = gradient.matrix(weight.name());
      for (int row = 0; row < weight.rows(); row++) {
        for (int column = 0; column < weight.columns(); column++) {
          double slope = textbook.slope(weight.name(), row, column, batch, from, to, state);
          assertThat((double) values[row][column])
              .as("%s [%d][%d]", weight.name(), row, column)
              .isCloseTo(0.5 * slope, within(5e-5));
        }
      }
    }
  }

  @Test
  void aWindowInPartsWithTheStateHandedOnIsTheWholeWindow() {
    for (LineStarts lines : new LineStarts[] {LineStarts.NONE, LINES}) {
      RecurrentNetwork network = network(2, 0);
      Weights weights = larger(network, 3);
      Batch whole = batch(1, 12, 6);
      float[][] state = new float[1][network.stateSize()];
      double expected = network.pass(weights, 1, 12).forward(whole, 0, 1, lines, NO_DROPOUT, state);
      Pass pass = network.pass(weights, 1, 4);
      float[][] handed = new float[1][network.stateSize()];
      double sum = 0;
      for (int part = 0; part < 3; part++) {
        Batch batch =
            new Batch(
                1,
                4,
                Arrays.copyOfRange(whole.inputs(), part * 4, part * 4 + 4),
                Arrays.copyOfRange(whole.targets(), part * 4, part * 4 + 4));
        sum += pass.forward(batch, 0, 1, lines, NO_DROPOUT, handed);
      }
      assertThat(sum).isCloseTo(expected, within(1e-5));
      assertThat(handed).isDeepEqualTo(state);
    }
  }

  @Test
  void cursorAndScorerGiveWhatTheWholeWindowGives() {
    for (LineStarts lines : new LineStarts[] {LineStarts.NONE, LINES}) {
      RecurrentNetwork network = network(2, 0.3);
      NeuralModel model = new NeuralModel(network, larger(network, 3), lines);
      int length = 300;
      Batch batch = batch(1, length, 6);
      batch.inputs()[0] = 2; // so that a line begins, where there are lines
      Pass pass = network.pass(model.weights(), 1, length);
      pass.forward(batch, 0, 1, lines, NO_DROPOUT, new float[1][network.stateSize()]);
      var cursor = model.cursor();
      for (int t = 0; t < length; t++) {
        cursor.advance(batch.inputs()[t]);
        assertThat(-cursor.logProbability(batch.targets()[t]))
            .isCloseTo(pass.surprisal(0, t), within(1e-5));
      }
      var scorer = model.scorer(length);
      double[] surprisals = new double[200];
      var again = model.cursor();
      for (int from = 0; from < length; from += 150) {
        int[] tokens = Arrays.copyOfRange(batch.inputs(), from, from + 150);
        scorer.score(tokens, 150, surprisals);
        for (int i = 0; i < 150; i++) {
          assertThat(surprisals[i]).isCloseTo(-again.logProbability(tokens[i]), within(1e-5));
          again.advance(tokens[i]);
        }
      }
    }
  }

  @Test
  void nothingIsSeenAcrossLines() {
    RecurrentNetwork network = network(2, 0);
    NeuralModel model = new NeuralModel(network, larger(network, 3), LINES);
    double[] one = model.surprisals(0, 1, 3, 2, 4, 5, 6);
    double[] other = model.surprisals(6, 5, 5, 2, 4, 5, 6);
    double[] alone = model.surprisals(4, 5, 6);
    for (int i = 0; i < 3; i++) {
      assertThat(one[4 + i]).isEqualTo(other[4 + i]).isCloseTo(alone[i], within(1e-6));
    }
  }

  @Test
  void beginsNearTheUniformDistribution() {
    RecurrentNetwork network = network(65, 64, 1, 0);
    NeuralModel model = new NeuralModel(network, network.initial(1), LineStarts.NONE);
    assertThat(model.loss(batch(8, 32, 1))).isCloseTo(Math.log(65), within(0.1));
  }

  @Test
  void dropoutKeepsTheMean() {
    RecurrentNetwork network = network(VOCABULARY, 64, 1, 0.5);
    Weights weights = network.initial(2);
    Pass pass = network.pass(weights, 2, 5);
    Batch batch = batch(2, 5, 1);
    double exact =
        pass.forward(batch, 0, 2, LineStarts.NONE, NO_DROPOUT, new float[2][network.stateSize()]);
    double sum = 0;
    for (int seed = 0; seed < 200; seed++) {
      sum +=
          pass.forward(
              batch,
              0,
              2,
              LineStarts.NONE,
              OptionalLong.of(seed),
              new float[2][network.stateSize()]);
    }
    assertThat(sum / 200).isNotEqualTo(exact).isCloseTo(exact, within(0.02 * exact));
  }

  @Test
  void theSameSeedGivesTheSameBytesOnAnyMachine() {
    RecurrentNetwork network = network(11, 37, 2, 0.2);
    Weights weights = network.initial(7);
    Weights gradient = weights.zeros();
    Pass pass = network.pass(weights, 5, 13);
    pass.forward(
        batch(5, 13, 9), 0, 5, LINES, OptionalLong.of(3), new float[5][network.stateSize()]);
    pass.backward(gradient, 1f / 65);
    int hash = 1;
    for (Weight weight : gradient.all()) {
      for (float[] row : weight.values()) {
        hash = 31 * hash + Arrays.hashCode(row);
      }
    }
    assertThat(hash).isEqualTo(goldenHash());
  }

  abstract int goldenHash();

  @Test
  void refusesWhatCannotBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network(VOCABULARY, 0, 1, 0))
        .withMessageContaining("width must be from 1 to 16,384, but is 0");
    assertThatIllegalArgumentException().isThrownBy(() -> network(VOCABULARY, 1, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> network(0, 1, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> network(500_000, 16_384, 1, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network(VOCABULARY, 1, 1, 1))
        .withMessage("dropout must be in [0, 1), but is 1.0");
    RecurrentNetwork network = network(1, 0);
    Pass pass = network.pass(network.initial(1), 1, 1);
    for (int[] tokens : new int[][] {{VOCABULARY, 0}, {0, VOCABULARY}, {-1, 0}, {0, -1}}) {
      Batch batch = new Batch(1, 1, new int[] {tokens[0]}, new int[] {tokens[1]});
      assertThatThrownBy(() ->
              pass.forward(
                  batch, 0, 1, LineStarts.NONE, NO_DROPOUT, new float[1][network.stateSize()]))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }
}
