package dev.prose.device;

/** What the numbers are that a device multiplies. */
public enum NumberType {
  /** 24 bits of precision, as plain Java has them. */
  FLOAT32,
  /**
   * The factors of products of matrices are rounded to 8 bits of precision, and so is what comes of
   * them until it is added up or normalised. Weights, what is added up from layer to layer, norms,
   * losses, gradients of the weights and the optimizer stay in 24.
   */
  BFLOAT16
}
