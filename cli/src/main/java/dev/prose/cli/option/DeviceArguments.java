package dev.prose.cli.option;

import java.util.List;

/** The options that say where a model learns, and with which numbers. */
public final class DeviceArguments {
  /** Plain Java on the CPU, with nothing to be found or loaded: the default. */
  public static final String CPU = "cpu";

  /** The first device of those with a graphics processor that is there, else {@link #CPU}. */
  public static final String AUTO = "auto";

  private final Option<String> device =
      Option.choice(
          "--device",
          List.of(CPU, AUTO, "cuda", "mps", "torch-cpu"),
          "Where the model learns: plain Java, a graphics processor if one is there, or through"
              + " libtorch, an add-on (docs/torch.md)");
  private final Option<String> dtype =
      Option.choice(
          "--dtype",
          List.of("float32", "bfloat16"),
          "What a device of the add-on multiplies: bfloat16 is faster and less exact");

  /** All of them. */
  public List<Option<?>> all() {
    return List.of(device, dtype);
  }

  /** Whether nothing is to be looked for. */
  public boolean isPlain() {
    return device.value().equals(CPU);
  }

  /** The device, as it is written. */
  public String device() {
    return device.value();
  }

  /** The numbers' type, as it is written. */
  public String dtype() {
    return dtype.value();
  }

  /** Refuses what has no effect in plain Java. */
  public void check(Given given) {
    if (isPlain()) {
      given.refuse(device, List.of(dtype), "has no effect with --device cpu: leave it out");
    }
  }
}
