package dev.prose.mixture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A list of kinds of context as a person writes it, separated by commas and read from left to
 * right: a preset (none, small, medium, large), a kind, or "-" and a kind, which removes it again.
 * A kind that begins with "window-" is looked up among the last positions; "-windows" removes all
 * of these.
 *
 * @param names the kinds that remain at the end
 * @param size the last preset, which also sets the size of the gate and the number of positions
 *     that are learned from
 */
record ContextList(List<String> names, Preset size) {
  private static final String WITHOUT = "-";
  private static final String ALL_WINDOWS = "windows";

  /** A set of kinds that work well together. */
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
    final int stride; // for long texts, in characters
    private final String names; // separated by commas

    Preset(int hidden, int stride, String names) {
      this.hidden = hidden;
      this.stride = stride;
      this.names = names;
    }

    private static Optional<Preset> named(String name) {
      return Arrays.stream(values()).filter(preset -> preset.label().equals(name)).findFirst();
    }

    private String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The kinds. Where each line is its own text, those that look beyond the line are left out. */
    private List<String> names(boolean lines) {
      return Arrays.stream(names.split(",", -1))
          .filter(name -> !name.isEmpty())
          .filter(name -> !lines || !(name.equals("line") || isWindow(name)))
          .toList();
    }
  }

  /**
   * @param lines whether each line is its own text: presets then leave out the kinds that look
   *     beyond the line
   * @throws IllegalArgumentException if the list removes a kind that it does not contain
   */
  static ContextList parse(String list, boolean lines) {
    List<String> chosen = new ArrayList<>();
    Preset size = Preset.MEDIUM;
    for (String item : list.split(",", -1)) {
      String name = item.strip();
      requireName(name.startsWith(WITHOUT) ? name.substring(WITHOUT.length()) : name);
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

  private static void requireName(String name) {
    boolean known =
        Preset.named(name).isPresent()
            || name.equals(ALL_WINDOWS)
            || ContextKind.ALL.stream().anyMatch(kind -> kind.name().equals(withoutWindow(name)));
    Requirement.require(
        known,
        "there is no kind of context \"%s\", only the sets %s, the kinds %s, and %sKIND with any of these or with chain-0 to chain-%d"
            .formatted(
                name,
                names(Arrays.stream(Preset.values()).map(Preset::label)),
                names(ContextKind.OTHERS.stream().map(ContextKind::name)),
                MixtureShape.WINDOW,
                ContextKind.CHAIN.size() - 1));
  }

  private static String names(Stream<String> names) {
    return names.collect(Collectors.joining(", "));
  }

  private static String withoutWindow(String name) {
    return isWindow(name) ? name.substring(MixtureShape.WINDOW.length()) : name;
  }

  private static boolean isWindow(String name) {
    return name.startsWith(MixtureShape.WINDOW);
  }

  /** The kinds that are counted over the whole text. */
  List<String> contexts() {
    return names.stream().filter(name -> !isWindow(name)).toList();
  }

  /** The kinds that are looked up among the last positions, named without "window-". */
  List<String> windows() {
    return names.stream().filter(ContextList::isWindow).map(ContextList::withoutWindow).toList();
  }
}
