package dev.prose.torch;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A table of logits, [token][next token]. */
final class TorchBigram implements TorchNetwork {
  /** The table's name: none, so that its moments are called as those of plain Java's learner. */
  static final String TABLE = "";

  @Override
  public Passed forward(Map<String, Tensor> weights, Windows windows, Tensor state) {
    return new Passed(torch.embedding(Named.of(weights, TABLE), windows.inputs()), state);
  }
}
