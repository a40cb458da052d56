package dev.prose.neural.recurrent;

/**
 * A recurrent network of cells with a memory, c, that only gates change: what goes in, what is
 * forgotten, what comes out.
 *
 * <pre>
 * i = logistic(x W_i + b_i + h' U_i)
 * f = logistic(x W_f + b_f + h' U_f)
 * g = tanh(x W_g + b_g + h' U_g)
 * o = logistic(x W_o + b_o + h' U_o)
 * c = f * c' + i * g
 * h = o * tanh(c)
 * </pre>
 *
 * <p>Source: Hochreiter and Schmidhuber, "Long short-term memory", Neural Computation 1997; the
 * forget gate from Gers, Schmidhuber and Cummins, "Learning to forget", Neural Computation 2000. It
 * begins with the bias 1, so that at first little is forgotten.
 *
 * @param vocabularySize V
 * @param width how many numbers the output of a layer has, H
 * @param layers how many, each reading the one below
 * @param dropout the share of a layer's output that is left out while it learns
 */
public record Lstm(int vocabularySize, int width, int layers, double dropout)
    implements RecurrentNetwork {
  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public Lstm {
    RecurrentNetwork.check(Cell.LSTM, vocabularySize, width, layers, dropout);
  }

  @Override
  public Cell cell() {
    return Cell.LSTM;
  }
}
