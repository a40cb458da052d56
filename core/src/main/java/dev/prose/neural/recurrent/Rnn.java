package dev.prose.neural.recurrent;

/**
 * A simple recurrent network: the state is a squashed sum of what the token and the state before
 * say.
 *
 * <pre>
 * h = tanh(x W + b + h' U)
 * </pre>
 *
 * <p>Source: Elman, "Finding structure in time", Cognitive Science 1990.
 *
 * @param vocabularySize V
 * @param width how many numbers the state of a layer has, H
 * @param layers how many, each reading the one below
 * @param dropout the share of a layer's output that is left out while it learns
 */
public record Rnn(int vocabularySize, int width, int layers, double dropout)
    implements RecurrentNetwork {
  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public Rnn {
    RecurrentNetwork.check(Cell.RNN, vocabularySize, width, layers, dropout);
  }

  @Override
  public Cell cell() {
    return Cell.RNN;
  }
}
