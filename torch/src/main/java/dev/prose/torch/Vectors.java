package dev.prose.torch;

import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Copies numbers from Java to a device and back. JavaCPP's own {@code create} is not used: it makes
 * an indexer, which keeps memory after the scope that it was made in.
 */
final class Vectors {
  private Vectors() {}

  /** Numbers on a device, [number]. */
  static Tensor of(float[] numbers, Device device) {
    Tensor tensor = room(numbers.length, ScalarType.Float);
    if (numbers.length > 0) { // else there is no pointer
      tensor.data_ptr_float().put(numbers);
    }
    return tensor.to(device, ScalarType.Float);
  }

  /** Numbers on a device, [number]. */
  static Tensor of(long[] numbers, Device device) {
    Tensor tensor = room(numbers.length, ScalarType.Long);
    if (numbers.length > 0) {
      tensor.data_ptr_long().put(numbers);
    }
    return tensor.to(device, ScalarType.Long);
  }

  private static Tensor room(int size, ScalarType type) {
    return torch.empty(new long[] {size}, new TensorOptions(type), null);
  }

  /** A tensor's numbers, in row-major order; makes tensors, which are the caller's scope's. */
  static float[] numbers(Tensor tensor) {
    float[] numbers = new float[Math.toIntExact(tensor.numel())];
    if (numbers.length > 0) {
      tensor.detach().cpu().contiguous().data_ptr_float().get(numbers);
    }
    return numbers;
  }
}
