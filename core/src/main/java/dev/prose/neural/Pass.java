package dev.prose.neural;

import dev.prose.data.Batch;
import java.util.OptionalLong;

/**
 * The forward and the backward pass through a network for some windows of a batch. Not safe for use
 * by several threads.
 */
public interface Pass {
  /**
   * The forward pass.
   *
   * @param batch whose windows have the length that the pass was made for
   * @param from the first window
   * @param to behind the last window
   * @param lines where a new line begins in them; nothing is seen across
   * @param dropout the seed of what is left out; empty to leave out nothing
   * @param state [window - from][number], what was handed on before the windows; overwritten by
   *     what they hand on. Rows are of {@link Network#stateSize}, and zero before a text
   * @return the sum of the targets' surprisals, in nats
   * @throws IndexOutOfBoundsException if there is no such token
   */
  double forward(
      Batch batch, int from, int to, LineStarts lines, OptionalLong dropout, float[][] state);

  /**
   * The backward pass of the last forward pass; nothing is handed back through the state.
   *
   * @param gradient to which is added: the gradient of the sum of surprisals, times the scale
   */
  void backward(Weights gradient, float scale);

  /**
   * The surprisal of one target of the last forward pass, in nats.
   *
   * @param window from 0 for the first that was passed
   * @param position in the window
   */
  double surprisal(int window, int position);
}
