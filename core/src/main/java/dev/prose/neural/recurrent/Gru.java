package dev.prose.neural.recurrent;

/**
 * A recurrent network of gated units: the state moves a part of the way, z, from what it was to a
 * candidate, which sees what it was only as far as the reset gate, r, lets it.
 *
 * <pre>
 * r = logistic(x W_r + b_r + h' U_r)
 * z = logistic(x W_z + b_z + h' U_z)
 * n = tanh(x W_n + b_n + r * (h' U_n + c_n))
 * h = (1 - z) * n + z * h'
 * </pre>
 *
 * <p>Source: Cho et al., "Learning phrase representations using RNN encoder-decoder for statistical
 * machine translation", EMNLP 2014; the reset gate is behind the product with U_n, as in PyTorch.
 *
 * @param vocabularySize V
 * @param width how many numbers the state of a layer has, H
 * @param layers how many, each reading the one below
 * @param dropout the share of a layer's output that is left out while it learns
 */
public record Gru(int vocabularySize, int width, int layers, double dropout)
    implements RecurrentNetwork {
  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public Gru {
    RecurrentNetwork.check(Cell.GRU, vocabularySize, width, layers, dropout);
  }

  @Override
  public Cell cell() {
    return Cell.GRU;
  }
}
