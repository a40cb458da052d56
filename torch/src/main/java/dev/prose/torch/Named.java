package dev.prose.torch;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Tensors by name, which must be there. */
final class Named {
  private Named() {}

  static Tensor of(Map<String, Tensor> tensors, String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalStateException("there is no weight \"" + name + "\"");
    }
    return tensor;
  }
}
