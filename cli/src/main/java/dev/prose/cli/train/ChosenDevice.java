package dev.prose.cli.train;

import dev.prose.cli.option.DeviceArguments;
import dev.prose.cli.output.Console;
import dev.prose.cli.output.Report;
import dev.prose.device.Device;
import dev.prose.device.DeviceLearners;
import dev.prose.device.NumberType;
import dev.prose.device.Place;
import dev.prose.text.InvalidDataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a model learns.
 *
 * @param elsewhere an add-on's device; empty for plain Java
 * @param why this was chosen; empty where nobody has to be told
 */
public record ChosenDevice(Optional<Elsewhere> elsewhere, String why) {
  private static final ChosenDevice PLAIN = new ChosenDevice(Optional.empty(), "");
  private static final String ON_THE_CPU = ", on the CPU"; // ends descriptions of models

  /**
   * A device that plain Java does not reach.
   *
   * @param learners what computes there
   */
  public record Elsewhere(DeviceLearners learners, Place place) {}

  /**
   * Chooses a device. Nothing is looked for but what was asked for.
   *
   * @param type of the model
   * @throws InvalidDataException if it is not there, with what would work
   */
  public static ChosenDevice of(DeviceArguments arguments, String type, Console console) {
    if (arguments.isPlain()) {
      return PLAIN;
    }
    DeviceFolder folder = DeviceFolder.of(console);
    boolean auto = arguments.device().equals(DeviceArguments.AUTO);
    NumberType numbers = NumberType.valueOf(arguments.dtype().toUpperCase(Locale.ROOT));
    return auto ? first(folder, type, numbers) : named(folder, arguments.device(), type, numbers);
  }

  private static ChosenDevice first(DeviceFolder folder, String type, NumberType numbers) {
    if (!folder.isThere()) {
      return plain("there is no add-on for other devices, see docs/torch.md");
    }
    DeviceLearners learners;
    try {
      learners = folder.learners();
    } catch (InvalidDataException e) {
      return plain(String.valueOf(e.getMessage()));
    }
    if (!learners.types().contains(type)) {
      return plain(learners.engine() + " does not train models of the type " + type + " here");
    }
    List<String> reasons = new ArrayList<>();
    for (Device device : List.of(Device.CUDA, Device.MPS)) {
      Optional<String> whyNot = learners.whyNot(device);
      if (whyNot.isEmpty()) {
        return elsewhere(learners, new Place(device, numbers), "it is there");
      }
      reasons.add("no " + device.label() + ", " + whyNot.get());
    }
    return plain(String.join("; ", reasons));
  }

  private static ChosenDevice plain(String why) {
    return new ChosenDevice(Optional.empty(), why);
  }

  private static ChosenDevice elsewhere(DeviceLearners learners, Place place, String why) {
    return new ChosenDevice(Optional.of(new Elsewhere(learners, place)), why);
  }

  private static ChosenDevice named(
      DeviceFolder folder, String name, String type, NumberType numbers) {
    if (!folder.isThere()) {
      throw new InvalidDataException(
          "--device %s needs the add-on for other devices, which is not in %s. Leave --device out, or fetch it as docs/torch.md says"
              .formatted(name, folder.path()));
    }
    DeviceLearners learners = folder.learners();
    if (!learners.types().contains(type)) {
      throw new InvalidDataException(
          "%s does not train models of the type %s here, only %s: leave --device out"
              .formatted(
                  learners.engine(),
                  type,
                  String.join(", ", learners.types().stream().sorted().toList())));
    }
    Device device = Device.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    Optional<String> whyNot = learners.whyNot(device);
    if (whyNot.isPresent()) {
      throw new InvalidDataException(
          "--device %s: %s. What works is --device %s"
              .formatted(name, whyNot.get(), String.join(" or ", working(learners))));
    }
    return elsewhere(learners, new Place(device, numbers), "asked for");
  }

  private static List<String> working(DeviceLearners learners) {
    List<String> working = new ArrayList<>(List.of(DeviceArguments.CPU));
    for (Device device : Device.values()) {
      if (learners.whyNot(device).isEmpty()) {
        working.add(device.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      }
    }
    return working;
  }

  /** A model's description without the words that are true of plain Java alone. */
  public String description(String ofModel) {
    return elsewhere.isPresent() ? ofModel.replace(ON_THE_CPU, "") : ofModel;
  }

  /** Says where the model learns and why, if anything else than plain Java was asked for. */
  public void report(Report report) {
    if (elsewhere.isPresent()) {
      Place place = elsewhere.get().place();
      report.line(
          "device",
          "%s, by %s, products in %s: %s",
          place.device().label(),
          elsewhere.get().learners().engine(),
          place.type().name().toLowerCase(Locale.ROOT),
          why);
    } else if (!why.isEmpty()) {
      report.line("device", "the CPU in plain Java: %s", why);
    }
  }
}
