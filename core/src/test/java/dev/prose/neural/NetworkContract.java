package dev.prose.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.prose.data.Batch;
import dev.prose.data.Tokens;
import dev.prose.eval.Evaluator;
import dev.prose.model.Cursor;
import dev.prose.model.LanguageModel;
import dev.prose.model.LanguageModelContract;
import dev.prose.model.SequenceScorer;
import dev.prose.random.SplitMix64;
import dev.prose.text.InvalidDataException;
import dev.prose.train.AdamW;
import dev.prose.train.Clipping;
import dev.prose.train.LearningRate;
import dev.prose.train.TrainingOptions;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What every network does, compared with itself as a textbook has it. */
public abstract class NetworkContract extends LanguageModelContract {
  protected static final LineStarts LINES = LineStarts.at(2);
  protected static final OptionalLong NO_DROPOUT = OptionalLong.empty();
  private static final OptionalLong DROPOUT = OptionalLong.of(11);
  private static final int WINDOWS = 5;
  private static final int LENGTH = 9;
  private static final int FROM = 1; // of the batch a part is passed, and fewer than there is room
  private static final int TO = 4;

  /** Small networks that leave out some numbers, of at least 7 tokens and 9 positions. */
  protected abstract List<? extends Network> networks();

  protected abstract TextbookNetwork textbook(Network network, Weights weights);

  /** A network of a useful size for 65 tokens. */
  protected abstract Network useful();

  /** How far the first loss may be from ln V. */
  protected abstract double firstLossWithin();

  /** A network of 11 tokens or more, sizes that are multiples of nothing, and dropout. */
  protected abstract Network uneven();

  /** The first digits of the SHA-256 of its loss and gradient. */
  protected abstract String goldenHash();

  @Override
  protected LanguageModel model() {
    return model(networks().getFirst(), LineStarts.NONE);
  }

  private static NeuralModel model(Network network, LineStarts lines) {
    return new NeuralModel(network, lively(network, 1), lines);
  }

  /** Weights that are all different, so that nothing cancels and everything curves. */
  protected static Weights lively(Network network, long seed) {
    Weights weights = network.initial(seed);
    SplitMix64 random = new SplitMix64(seed);
    for (Weight weight : weights.all()) {
      for (float[] row : weight.values()) {
        for (int i = 0; i < row.length; i++) {
          row[i] += (float) (0.3 * random.nextGaussian());
        }
      }
    }
    return weights;
  }

  protected static Batch batch(Network network, int windows, int length, long seed) {
    int count = windows * length;
    int[] tokens = new SplitMix64(seed).ints(count + 1L, 0, network.vocabularySize()).toArray();
    return new Batch(
        windows,
        length,
        Arrays.copyOf(tokens, count),
        Arrays.copyOfRange(tokens, 1, tokens.length));
  }

  /** What was handed on to some windows: any numbers. */
  protected static float[][] state(Network network, int windows) {
    SplitMix64 random = new SplitMix64(5);
    float[][] state = new float[windows][network.stateSize()];
    for (float[] row : state) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) (random.nextDouble() - 0.5);
      }
    }
    return state;
  }

  /** A pass that has passed another batch, of which nothing may be left. */
  private static Pass used(Network network, Weights weights, int length) {
    Pass pass = network.pass(weights, WINDOWS, length);
    Batch other = batch(network, WINDOWS, length, 8);
    pass.forward(other, 0, WINDOWS, LINES, DROPOUT, state(network, WINDOWS));
    pass.backward(weights.newGradient(), 1);
    return pass;
  }

  /** Refuses to predict where weights are numbers, but what is computed with them is none. */
  protected static void refusesNumbersThatAreTooLarge(Network network) {
    Weights weights = network.blank();
    for (Weight weight : weights.all()) {
      for (float[] row : weight.values()) {
        Arrays.fill(row, 3e38f);
      }
    }
    NeuralModel model = new NeuralModel(network, weights, LineStarts.NONE);
    Tokens tokens = Tokens.of(new int[] {0, 1, 2, 3, 1, 0}, network.vocabularySize());
    Cursor cursor = model.cursor();
    cursor.advance(0);
    assertThatThrownBy(() -> cursor.logProbability(0)).isInstanceOf(InvalidDataException.class);
    assertThatThrownBy(() -> Evaluator.exact(model, tokens))
        .isInstanceOf(InvalidDataException.class);
    assertThatThrownBy(() -> WindowedEvaluation.of(model, tokens, 4, () -> false))
        .isInstanceOf(InvalidDataException.class);
  }

  /**
   * Where only the target's logit gets something, c, the surprisal s is s - c + ln(1 - p + p e^c).
   */
  @Test
  void offsetsAreAddedToTheLogits() {
    for (Network network : networks()) {
      Weights weights = lively(network, 3);
      Batch batch = batch(network, WINDOWS, LENGTH, 2);
      float[][] offsets = new float[batch.positions()][network.vocabularySize()];
      for (int i = 0; i < offsets.length; i++) {
        offsets[i][batch.targets()[i]] = i % 5 - 1;
      }
      Pass plain = used(network, weights, LENGTH);
      plain.forward(batch, FROM, TO, LINES, NO_DROPOUT, state(network, TO - FROM));
      Pass pass = used(network, weights, LENGTH);
      Batch shifted = batch.withOffsets(offsets);
      pass.forward(shifted, FROM, TO, LINES, NO_DROPOUT, state(network, TO - FROM));
      for (int i = FROM * LENGTH; i < TO * LENGTH; i++) {
        double surprisal = plain.surprisal(i / LENGTH - FROM, i % LENGTH);
        int c = i % 5 - 1;
        assertThat(pass.surprisal(i / LENGTH - FROM, i % LENGTH))
            .isCloseTo(
                surprisal - c + Math.log1p(Math.exp(-surprisal) * Math.expm1(c)), within(1e-4));
      }
    }
  }

  @Test
  void lossStateAndGradientAreThoseOfTheTextbook() {
    for (Network network : networks()) {
      compare(network, LineStarts.NONE, NO_DROPOUT);
      compare(network, LINES, DROPOUT);
    }
  }

  private void compare(Network network, LineStarts lines, OptionalLong dropout) {
    Weights weights = lively(network, 3);
    TextbookNetwork textbook = textbook(network, weights);
    Batch batch = batch(network, WINDOWS, LENGTH, 4);
    float[][] before = state(network, TO - FROM);
    double[][] after = TextbookNetwork.doubles(before);
    double expected = textbook.loss(batch, FROM, TO, lines, dropout, after);

    Pass pass = used(network, weights, LENGTH);
    float[][] handed = state(network, TO - FROM);
    double loss = pass.forward(batch, FROM, TO, lines, dropout, handed);
    assertThat(loss).isCloseTo(expected, within(1e-5 * expected));
    double sum = 0;
    for (int window = 0; window < TO - FROM; window++) {
      for (int i = 0; i < network.stateSize(); i++) {
        assertThat((double) handed[window][i]).isCloseTo(after[window][i], within(1e-5));
      }
      for (int position = 0; position < LENGTH; position++) {
        sum += pass.surprisal(window, position);
      }
    }
    assertThat(sum).isCloseTo(loss, within(1e-9));

    Weights gradient = weights.zeros();
    pass.backward(gradient, 0.5f);
    for (Weight weight : gradient.all()) {
      for (int row = 0; row < weight.rows(); row++) {
        for (int column = 0; column < weight.columns(); column++) {
          double slope =
              0.5
                  * textbook.slope(
                      weight.name(), row, column, batch, FROM, TO, lines, dropout, before);
          assertThat((double) weight.values()[row][column])
              .as("%s %s [%d][%d]", network, weight.name(), row, column)
              .isCloseTo(slope, within(1e-4 * (1 + Math.abs(slope))));
        }
      }
    }
  }

  @Test
  void whatItReadsIsWhatItPasses() {
    for (Network network : networks()) {
      for (LineStarts lines : List.of(LineStarts.NONE, LINES)) {
        NeuralModel model = model(network, lines);
        int length = network.mostPositions().orElse(300);
        Batch batch = batch(network, 1, length, 6);
        batch.inputs()[0] = 2; // so that a line begins, where there are lines
        Pass pass = network.pass(model.weights(), 1, length);
        pass.forward(batch, 0, 1, lines, NO_DROPOUT, new float[1][network.stateSize()]);
        Cursor cursor = model.cursor();
        for (int t = 0; t < length; t++) {
          cursor.advance(batch.inputs()[t]);
          assertThat(-cursor.logProbability(batch.targets()[t]))
              .isCloseTo(pass.surprisal(0, t), within(1e-4));
        }
      }
    }
  }

  @Test
  void scoresAsItReadsInCallsOfManySizes() {
    networks().forEach(NetworkContract::scoresAsItReads);
  }

  protected static void scoresAsItReads(Network network) {
    for (LineStarts lines : List.of(LineStarts.NONE, LINES)) {
      NeuralModel model = model(network, lines);
      int[] tokens = batch(network, 1, 2_000, 7).inputs();
      SequenceScorer scorer = model.scorer(tokens.length);
      Cursor cursor = model.cursor();
      double[] surprisals = new double[tokens.length];
      int call = 1;
      for (int from = 0; from < tokens.length; from += call) {
        call = Math.min(3 * call % 1_009, tokens.length - from);
        scorer.score(Arrays.copyOfRange(tokens, from, from + call), call, surprisals);
        for (int i = 0; i < call; i++) {
          assertThat(surprisals[i])
              .as("%s, token %d", network, from + i)
              .isCloseTo(-cursor.logProbability(tokens[from + i]), within(1e-4));
          cursor.advance(tokens[from + i]);
        }
      }
    }
  }

  @Test
  void nothingIsSeenAcrossLines() {
    for (Network network : networks()) {
      NeuralModel model = model(network, LINES);
      double[] one = model.surprisals(0, 1, 3, 2, 4, 5, 6);
      double[] other = model.surprisals(6, 5, 5, 2, 4, 5, 6);
      double[] alone = model.surprisals(4, 5, 6);
      for (int i = 0; i < 3; i++) {
        assertThat(one[4 + i]).isEqualTo(other[4 + i]).isCloseTo(alone[i], within(1e-5));
      }
    }
  }

  @Test
  void beginsNearTheUniformDistribution() {
    Network network = useful();
    NeuralModel model = new NeuralModel(network, network.initial(1), LineStarts.NONE);
    assertThat(model.loss(batch(network, 8, 32, 1)))
        .isCloseTo(Math.log(65), within(firstLossWithin()));
  }

  @Test
  void paddedRowsOfAGradientHaveTheSameNumbers() {
    for (Network network : networks()) {
      Weights weights = lively(network, 3);
      Batch batch = batch(network, WINDOWS, LENGTH, 4);
      Weights plain = weights.zeros();
      Weights padded = weights.newGradient();
      pass(network, weights, batch, 0, WINDOWS, DROPOUT, plain);
      pass(network, weights, batch, 0, WINDOWS, DROPOUT, padded);
      for (Weight weight : plain.all()) {
        for (int row = 0; row < weight.rows(); row++) {
          assertThat(Arrays.copyOf(padded.matrix(weight.name())[row], weight.columns()))
              .containsExactly(weight.values()[row]);
        }
      }
    }
  }

  @Test
  void partsOfABatchLeaveOutWithOneSeedWhatTheWholeBatchDoes() {
    for (Network network : networks()) {
      Weights weights = lively(network, 3);
      Batch batch = batch(network, WINDOWS, LENGTH, 4);
      Weights whole = weights.zeros();
      double loss = pass(network, weights, batch, 0, WINDOWS, DROPOUT, whole);
      Weights parts = weights.zeros();
      double sum =
          pass(network, weights, batch, 0, 2, DROPOUT, parts)
              + pass(network, weights, batch, 2, WINDOWS, DROPOUT, parts);
      assertThat(sum).isCloseTo(loss, within(1e-9));
      for (Weight weight : whole.all()) {
        for (int row = 0; row < weight.rows(); row++) {
          assertThat(parts.matrix(weight.name())[row])
              .usingComparatorWithPrecision(1e-4f)
              .containsExactly(weight.values()[row]);
        }
      }
      assertThat(pass(network, weights, batch, 0, WINDOWS, OptionalLong.of(12), weights.zeros()))
          .isNotEqualTo(loss);
    }
  }

  private static double pass(
      Network network,
      Weights weights,
      Batch batch,
      int from,
      int to,
      OptionalLong dropout,
      Weights gradient) {
    Pass pass = network.pass(weights, WINDOWS, LENGTH);
    double loss =
        pass.forward(batch, from, to, LINES, dropout, new float[to - from][network.stateSize()]);
    pass.backward(gradient, 1);
    return loss;
  }

  @Test
  void theSameSeedGivesTheSameBytesOnEveryMachine() throws NoSuchAlgorithmException {
    Network network = uneven();
    Weights weights = lively(network, 7);
    Pass pass = used(network, weights, 37);
    Weights gradient = weights.zeros();
    double loss = pass.forward(batch(network, 4, 37, 9), 0, 3, LINES, DROPOUT, state(network, 3));
    pass.backward(gradient, 1f / 111);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(ByteBuffer.allocate(8).putDouble(loss).flip());
    for (Weight weight : gradient.all()) {
      for (float[] row : weight.values()) {
        for (float value : row) {
          digest.update(ByteBuffer.allocate(4).putFloat(value).flip());
        }
      }
    }
    assertThat(HexFormat.of().formatHex(digest.digest())).startsWith(goldenHash());
  }

  @Test
  void aRunThatWasInterruptedEndsInTheSameBytesWithAnyNumberOfThreads() {
    for (Network network : networks()) {
      TrainingOptions options = new TrainingOptions(3, LENGTH, 8, 8, 1, 1);
      NeuralTraining training =
          new NeuralTraining(
              AdamW.Options.DEFAULT, Optional.empty(), LearningRate.CONSTANT, new Clipping(1), 1);
      NeuralModel start = model(network, LINES);
      NeuralLearner whole = new NeuralLearner(start, options, training, new TwoThreads(true));
      NeuralLearner part = new NeuralLearner(start, options, training, new TwoThreads(false));
      for (int step = 0; step < 8; step++) {
        if (step == 4) {
          part = new NeuralLearner(part.model(), options, training, part.state());
        }
        Batch batch = batch(network, 3, LENGTH, step);
        assertThat(part.step(batch)).isEqualTo(whole.step(batch));
      }
      Weights ended = part.model().weights();
      for (Weight weight : whole.model().weights().all()) {
        assertThat(ended.matrix(weight.name())).isDeepEqualTo(weight.values());
      }
    }
  }

  @Test
  void parametersAreCountedWithoutMakingThem() {
    for (Network network : networks()) {
      Weights initial = network.initial(1);
      assertThat(network.parameterCount()).isEqualTo(initial.count());
      assertThat(network.blank().tensors().keySet()).isEqualTo(initial.tensors().keySet());
    }
  }

  @Test
  void tokensThatAreNotThereAreRefused() {
    Network network = networks().getFirst();
    int size = network.vocabularySize();
    Pass pass = network.pass(network.initial(1), 1, 1);
    for (int[] tokens : new int[][] {{size, 0}, {0, size}, {-1, 0}, {0, -1}}) {
      Batch batch = new Batch(1, 1, new int[] {tokens[0]}, new int[] {tokens[1]});
      assertThatThrownBy(
              () -> pass.forward(batch, 0, 1, LineStarts.NONE, NO_DROPOUT, state(network, 1)))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    Reader reader = network.reader(network.initial(1));
    assertThatThrownBy(() -> reader.read(size)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> reader.read(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
