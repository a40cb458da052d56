package dev.prose.torch;

import java.util.Arrays;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Which tokens of its window each token sees, and where in its line or window it stands. */
final class Sight {
  private final int length; // of a window
  private final int reach; // how many tokens each sees at most, with itself
  private final Device device;
  private final Tensor places; // [length]: 0, 1, 2, …
  private final @Nullable Tensor near; // [query][key], where not all before a token is seen

  Sight(int length, int reach, Device device) {
    this.length = length;
    this.reach = reach;
    this.device = device;
    long[] numbers = new long[length];
    Arrays.setAll(numbers, t -> t);
    this.places = Vectors.of(numbers, device);
    this.near = reach < length ? mask(new long[length], 1) : null;
  }

  /** Where tokens stand: [length] for all windows, or [window * length] where there are lines. */
  Tensor positions(Windows windows) {
    if (!windows.haveLines()) {
      return places;
    }
    long[] positions = new long[windows.firstSeen().length];
    Arrays.setAll(positions, i -> i % length - windows.firstSeen()[i]);
    return Vectors.of(positions, device);
  }

  /**
   * The mean of the values that each query sees, weighed by the softmax of its products with the
   * keys over the root of a head's size.
   *
   * @param q [window][head][query][size], as k, v and what is returned
   */
  Tensor attention(Windows windows, Tensor q, Tensor k, Tensor v) {
    Tensor mask = windows.haveLines() ? mask(windows.firstSeen(), windows.size()) : near;
    return torch.scaled_dot_product_attention(
        q,
        k,
        v,
        mask == null ? new TensorOptional() : new TensorOptional(mask),
        0,
        mask == null,
        new org.bytedeco.pytorch.DoubleOptional(),
        false);
  }

  // [window][1][query][key]: true where a key is seen
  private Tensor mask(long[] firstSeen, int windows) {
    long[] first = new long[firstSeen.length];
    Arrays.setAll(first, i -> Math.max(firstSeen[i], i % length - reach + 1L));
    Tensor from = Vectors.of(first, device).view(windows, 1, length, 1);
    Tensor keys = places.view(1, 1, 1, length);
    return keys.ge(from).logical_and(keys.le(places.view(1, 1, length, 1)));
  }
}
