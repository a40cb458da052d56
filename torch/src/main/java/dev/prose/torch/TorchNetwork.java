package dev.prose.torch;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The equations of a network as operations of libtorch, which derives them itself. */
interface TorchNetwork {
  /**
   * What a forward pass gives.
   *
   * @param logits [window * length][token]
   * @param state [window][number], what is handed on
   */
  record Passed(Tensor logits, Tensor state) {}

  /**
   * The forward pass. Tensors that it makes belong to the caller's scope.
   *
   * @param weights by name
   * @param state [window][number], what was handed on before the windows
   */
  Passed forward(Map<String, Tensor> weights, Windows windows, Tensor state);

  /** Leaves out a share of the numbers. */
  static Tensor dropout(Tensor x, double rate) {
    return rate > 0 ? torch.dropout(x, rate, true) : x;
  }
}
