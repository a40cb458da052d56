package dev.prose.mixture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of context that a person lists, with commas between, from left to right: a preset
 * (none, small, medium, large), a kind, or a kind with "-" before it, which leaves it out again. A
 * kind that begins with "window-" is looked up among the last positions; "-windows" leaves out all
 * of those.
 *
 * @param names of all that is left in the end
 * @param size the last preset, which also tells how large the gate is, and how much is learned
 */
record ContextList(List<String> names, Preset size) {
  private static final String WITHOUT = "-";
  private static final String ALL_WINDOWS = "windows";

  /** Kinds that go well together. */
  enum Preset {
    NONE(32, 5, ""),
    SMALL(32, 7, "word-1,word-1-2,line-column,window-chain-3,window-chain-5,window-line-column"),
    MEDIUM(
        32,
        5,
        "word,word-1,word-1-2,word-2,skip,line,line-column,syllable"
            + ",window-chain-3,window-chain-5,window-line"),
    LARGE(
        64,
        1,
        "word,word-1,word-1-2,word-2,skip,line,line-column,syllable"
            + ",window-chain-2,window-chain-3,window-chain-4,window-chain-5,window-chain-6"
            + ",window-word,window-line,window-syllable");

    final int hidden;
    final int stride; // of long texts
    private final String names; // with commas between

    Preset(int hidden, int stride, String names) {
      this.hidden = hidden;
      this.stride = stride;
      this.names = names;
    }

    private static Optional<Preset> named(String name) {
      return Arrays.stream(values())
          .filter(preset -> preset.name().toLowerCase(Locale.ROOT).equals(name))
          .findFirst();
    }

    /** Where lines are texts of their own, neither the line before nor the last positions count. */
    private List<String> names(boolean lines) {
      return Arrays.stream(names.split(",", -1))
          .filter(name -> !name.isEmpty())
          .filter(name -> !lines || !(name.equals("line") || isWindow(name)))
          .toList();
    }
  }

  /**
   * @param lines whether each line is a text of its own: presets then leave out what makes no sense
   *     there
   * @throws IllegalArgumentException if something is left out that is not there
   */
  static ContextList parse(String list, boolean lines) {
    List<String> chosen = new ArrayList<>();
    Preset size = Preset.MEDIUM;
    for (String item : list.split(",", -1)) {
      String name = item.strip();
      Optional<Preset> preset = Preset.named(name);
      if (preset.isPresent()) {
        size = preset.get();
        chosen.addAll(size.names(lines));
      } else if (name.equals(WITHOUT + ALL_WINDOWS)) {
        chosen.removeIf(ContextList::isWindow);
      } else if (name.startsWith(WITHOUT)) {
        String other = name.substring(WITHOUT.length());
        Requirement.require(
            chosen.remove(other), "%s cannot be left out of %s".formatted(other, chosen));
      } else {
        chosen.add(name);
      }
    }
    return new ContextList(List.copyOf(chosen), size);
  }

  private static boolean isWindow(String name) {
    return name.startsWith(MixtureShape.WINDOW);
  }

  /** Those that are counted in the whole text. */
  List<String> contexts() {
    return names.stream().filter(name -> !isWindow(name)).toList();
  }

  /** Those that are looked up among the last positions, as they are called without "window-". */
  List<String> windows() {
    return names.stream()
        .filter(ContextList::isWindow)
        .map(name -> name.substring(MixtureShape.WINDOW.length()))
        .toList();
  }
}
