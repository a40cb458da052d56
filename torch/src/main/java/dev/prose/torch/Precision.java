package dev.prose.torch;

import dev.prose.device.NumberType;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that matrices are multiplied in: those of the weights, or bfloat16, to which the
 * factors are rounded on the way. What comes of a product is of these numbers until it is made
 * {@linkplain #exact exact}.
 */
record Precision(NumberType type) {
  /** A factor of a product. */
  Tensor factor(Tensor tensor) {
    return type == NumberType.BFLOAT16 ? tensor.to(ScalarType.BFloat16) : tensor;
  }

  /** What came of products, or was not rounded, as numbers that norms and losses are made of. */
  Tensor exact(Tensor tensor) {
    return type == NumberType.BFLOAT16 ? tensor.to(ScalarType.Float) : tensor;
  }

  /**
   * x W + b.
   *
   * @param x [...][in]
   * @param weight [in][out]
   * @param bias [out], if there is one
   */
  Tensor linear(Tensor x, Tensor weight, @Nullable Tensor bias) {
    Tensor product = factor(x).matmul(factor(weight));
    return bias == null ? product : product.add(factor(bias));
  }
}
