package dev.prose.device;

/** Where a learner computes, if not in plain Java. */
public enum Device {
  /** A graphics processor of NVIDIA. */
  CUDA("CUDA"),
  /** The graphics processor of an Apple computer, by its Metal performance shaders. */
  MPS("MPS"),
  /** The processor, through libtorch. */
  TORCH_CPU("libtorch's CPU");

  private final String label;

  Device(String label) {
    this.label = label;
  }

  /** What it is called in sentences. */
  public String label() {
    return label;
  }
}
