package dev.prose.benchmarks.peers;

import java.io.IOException;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/** Loads libtorch into the JVM, through JavaCPP. */
final class Libtorch {
  private Libtorch() {}

  /**
   * Loads libtorch, to run on one thread. JavaCPP unpacks one library at a time, so that
   * libtorch.so could bind to the system's libtorch_cpu.so, which crashes the JVM. So all are
   * unpacked first.
   */
  static void load() throws IOException {
    for (String library : new String[] {"gomp", "c10", "torch_cpu", "torch"}) {
      String suffix = library.equals("gomp") ? ".so.1" : ".so";
      Loader.cacheResource(
          "/org/bytedeco/pytorch/" + Loader.getPlatform() + "/lib" + library + suffix);
    }
    Loader.load(torch.class);
    torch.set_num_threads(1);
  }
}
