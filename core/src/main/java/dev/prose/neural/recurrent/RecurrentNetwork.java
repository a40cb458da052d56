package dev.prose.neural.recurrent;

import dev.prose.model.SequenceScorer;
import dev.prose.neural.LineStarts;
import dev.prose.neural.Network;
import dev.prose.neural.Pass;
import dev.prose.neural.Weight;
import dev.prose.neural.Weight.Role;
import dev.prose.neural.Weights;
import dev.prose.neural.layer.Dropout;
import dev.prose.neural.layer.InitialWeights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the recurrent networks share: layers of one kind of cell, each of which reads the output of
 * the one below, and an output layer. The first reads a row per token instead of a matrix times a
 * one-hot vector.
 */
interface RecurrentNetwork extends Network {
  /** The names of the output layer's weights. */
  String OUTPUT_WEIGHT = "output.weight";

  String OUTPUT_BIAS = "output.bias";

  /** The most numbers that a state can have. */
  int MOST_WIDTH = 1 << 14;

  int MOST_LAYERS = 64;

  Cell cell();

  /** How many numbers a layer gives for a token, H. */
  int width();

  /** How many layers. */
  int layers();

  /** The share of each layer's output that is left out while the network learns. */
  double dropout();

  /** Refuses a shape that no network can have. */
  static void check(Cell cell, int vocabularySize, int width, int layers, double dropout) {
    require("vocabulary", vocabularySize, Integer.MAX_VALUE);
    require("width", width, MOST_WIDTH);
    require("number of layers", layers, MOST_LAYERS);
    if ((long) Math.max(vocabularySize, width) * cell.gates() * width > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a vocabulary of %,d and a width of %,d need a larger matrix than there can be"
              .formatted(vocabularySize, width));
    }
    new Dropout(dropout);
  }

  private static void require(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "the %s must be from 1 to %,d, but is %,d".formatted(name, most, value));
    }
  }

  @Override
  default String type() {
    return cell().name().toLowerCase(Locale.ROOT);
  }

  @Override
  default OptionalInt mostPositions() {
    return OptionalInt.empty();
  }

  @Override
  default int stateSize() {
    return layers() * cell().states() * width();
  }

  @Override
  default Map<String, Object> config() {
    Map<String, Object> config = new LinkedHashMap<>(); // always in the same order
    config.put("hidden_size", width());
    config.put("num_hidden_layers", layers());
    config.put("dropout", dropout());
    return config;
  }

  @Override
  default long parameterCount() {
    long gates = cell().gates();
    long layer = gates * (width() + 1L) * width() + (cell() == Cell.GRU ? width() : 0);
    long inputs = gates * width() * (vocabularySize() + (layers() - 1L) * width());
    return layers() * layer + inputs + (width() + 1L) * vocabularySize();
  }

  @Override
  default String tokenTable() {
    return LayerWeights.inputName(0);
  }

  /**
   * {@inheritDoc} As in PyTorch: uniform between plus and minus 1 / sqrt(H). The forget gates of an
   * LSTM have the bias 1.
   */
  @Override
  default Weights initial(long seed) {
    return weights(new InitialWeights(seed));
  }

  @Override
  default Weights blank() {
    return weights(InitialWeights.blank());
  }

  private Weights weights(InitialWeights initial) {
    int gatesWidth = cell().gates() * width();
    for (int layer = 0; layer < layers(); layer++) {
      if (layer == 0) {
        uniform(initial, LayerWeights.inputName(0), Role.TABLE, vocabularySize(), gatesWidth);
      } else {
        uniform(initial, LayerWeights.inputName(layer), Role.HIDDEN, width(), gatesWidth);
      }
      uniform(initial, LayerWeights.hiddenName(layer), Role.HIDDEN, width(), gatesWidth);
      Weight bias = uniform(initial, LayerWeights.biasName(layer), Role.VECTOR, 1, gatesWidth);
      if (cell() == Cell.LSTM) {
        Arrays.fill(
            bias.values()[0], LstmPass.FORGET * width(), (LstmPass.FORGET + 1) * width(), 1);
      }
      if (cell() == Cell.GRU) {
        uniform(initial, LayerWeights.candidateBiasName(layer), Role.VECTOR, 1, width());
      }
    }
    uniform(initial, OUTPUT_WEIGHT, Role.TABLE, vocabularySize(), width());
    uniform(initial, OUTPUT_BIAS, Role.VECTOR, 1, vocabularySize());
    return initial.weights();
  }

  private Weight uniform(InitialWeights initial, String name, Role role, int rows, int columns) {
    return initial.uniform(name, role, rows, columns, 1 / StrictMath.sqrt(width()));
  }

  @Override
  default Pass pass(Weights weights, int windows, int length) {
    return new RecurrentPass(this, weights, windows, length);
  }

  @Override
  default RecurrentReader reader(Weights weights) {
    return new RecurrentReader(this, weights);
  }

  @Override
  default Optional<SequenceScorer> scorer(Weights weights, LineStarts lines, long length) {
    return Optional.of(new RecurrentScorer(this, weights, lines, length));
  }
}
