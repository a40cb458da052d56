package dev.prose.benchmarks.peers;

import dev.prose.device.Device;
import dev.prose.torch.TorchLearners;
import java.io.IOException;
import java.util.Optional;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;

/** Loads libtorch into the JVM, as Prose's add-on does. */
public final class Libtorch {
  private Libtorch() {}

  /**
   * Loads libtorch, to run on so many threads, as does OpenBLAS, which multiplies its matrices.
   *
   * @throws IOException if there is none for this platform
   */
  public static void load(int threads) throws IOException {
    Optional<String> whyNot = new TorchLearners().whyNot(Device.TORCH_CPU);
    if (whyNot.isPresent()) {
      throw new IOException(whyNot.get());
    }
    torch.set_num_threads(threads);
    openblas_nolapack.blas_set_num_threads(threads);
  }
}
