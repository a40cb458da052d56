package dev.prose.torch;

import dev.prose.device.Device;
import dev.prose.text.InvalidDataException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.jspecify.annotations.Nullable;

/** Loads libtorch into the JVM, through JavaCPP, and asks it for devices. */
final class Libtorch {
  private static final String FOLDER = "/org/bytedeco/pytorch/";
  private static final String NO_LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";
  private static final String[] EXTENSIONS = {"", "-gpu"};

  private static final String[] LINKED = {
    "libgomp.so.1",
    "libc10.so",
    "libc10_cuda.so",
    "libtorch_cpu.so",
    "libtorch_cuda_linalg.so",
    "libtorch_cuda.so",
    "libtorch.so"
  };

  private static boolean tried;
  private static @Nullable String failure;

  private Libtorch() {}

  /** Why there is no libtorch; empty if there is one, which is then loaded. */
  static synchronized Optional<String> whyNot() {
    if (!tried) {
      tried = true;
      try {
        load();
      } catch (IOException | LinkageError | RuntimeException e) {
        failure = "libtorch cannot be loaded: " + e.getMessage();
      }
    }
    return Optional.ofNullable(failure);
  }

  /** Why there is no such device; empty if there is one. */
  static Optional<String> whyNot(Device device) {
    Optional<String> noLibrary = whyNot();
    if (noLibrary.isPresent()) {
      return noLibrary;
    }
    return switch (device) {
      case TORCH_CPU -> Optional.empty();
      case CUDA ->
          torch.cuda_is_available()
              ? Optional.empty()
              : Optional.of(
                  torch.hasCUDA()
                      ? "libtorch finds no graphics processor of NVIDIA with its driver"
                      : "this libtorch was built without CUDA");
      case MPS ->
          torch.hasMPS()
              ? Optional.empty()
              : Optional.of("MPS is there on Apple's processors alone, with macOS");
    };
  }

  /**
   * What libtorch could not do, too little memory of a device for instance, as one sentence; an
   * exception of Java's own as it is.
   */
  static RuntimeException failure(RuntimeException e) {
    if (e.getClass() != RuntimeException.class) {
      return e; // JavaCPP throws no subclass
    }
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return new InvalidDataException(
        "libtorch failed: %s. Smaller batches and networks need less memory".formatted(message), e);
  }

  /** Does something with libtorch, whose failure is one sentence then. */
  static <T> T explained(Supplier<T> task) {
    try {
      return task.get();
    } catch (RuntimeException e) {
      throw failure(e);
    }
  }

  /** A device as libtorch names it. */
  static org.bytedeco.pytorch.Device device(Device device) {
    return new org.bytedeco.pytorch.Device(
        switch (device) {
          case TORCH_CPU -> DeviceType.CPU;
          case CUDA -> DeviceType.CUDA;
          case MPS -> DeviceType.MPS;
        });
  }

  private static void load() throws IOException {
    // JavaCPP would refuse to allocate once the process has four times as much as the heap may,
    // which is nothing unusual with a graphics processor.
    System.setProperty(NO_LIMIT, System.getProperty(NO_LIMIT, "0"));
    // It unpacks one library at a time, so that libtorch could bind to the system's libtorch_cpu,
    // which crashes the JVM. So those that libtorch is linked with are unpacked first.
    if (Loader.getPlatform().startsWith("linux")) {
      for (String name : LINKED) {
        unpack(name);
      }
    }
    Loader.load(torch.class);
    int threads = threads(Runtime.getRuntime().availableProcessors());
    torch.set_num_threads(threads);
    // OpenBLAS, which multiplies the matrices, has threads of its own.
    Loader.load(openblas_nolapack.class);
    openblas_nolapack.blas_set_num_threads(threads);
  }

  private static void unpack(String name) throws IOException {
    for (String extension : EXTENSIONS) {
      // Without such a resource this does nothing.
      Loader.cacheResource(FOLDER + Loader.getPlatform() + extension + "/" + name);
    }
  }

  // Half of the processors, which are often two for each core: more threads wait for each other. On
  // 2 processors one thread was the fastest, and the default of both many times slower.
  static int threads(int processors) {
    String given = System.getenv("OMP_NUM_THREADS");
    try {
      return given == null ? Math.max(1, processors / 2) : Math.max(1, Integer.parseInt(given));
    } catch (NumberFormatException _) {
      return Math.max(1, processors / 2);
    }
  }
}
