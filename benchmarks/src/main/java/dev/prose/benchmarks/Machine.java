package dev.prose.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Describes the machine of a run. */
final class Machine {
  private Machine() {}

  /** What matters about the machine, by name, in the order of the report. */
  static Map<String, String> describe() {
    Map<String, String> machine = new LinkedHashMap<>();
    machine.put("processor", processor().orElseGet(() -> System.getProperty("os.arch")));
    machine.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      machine.put(
          "memory", Quantity.format((double) system.getTotalMemorySize() / (1 << 30)) + " GiB");
    }
    double load = load();
    if (load >= 0) {
      machine.put("load before", "%s processes".formatted(Quantity.format(load)));
    }
    machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    machine.put("Java", Runtime.version() + ", " + System.getProperty("java.vm.name"));
    return machine;
  }

  /** Whether other programs were so busy in the last minute that times will be too long. */
  static boolean isBusy() {
    return load() > Runtime.getRuntime().availableProcessors(); // the build counts too
  }

  /** Processes that wanted a core in the last minute, on average; negative if unknown. */
  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static Optional<String> processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty(); // not Linux
    }
  }
}
