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
 * A kind that begins with "near-" or "far-" is counted over what was just read; "-near" and "-far"
 * remove all of these.
 *
 * @param names the kinds that remain at the end
 * @param size the last preset, which also sets the size of the gate and the number of positions
 *     that are learned from
 */
record ContextList(List<String> names, Preset size) {
  private static final String WITHOUT = "-";
  private static final List<String> BEYOND_THE_LINE = List.of("line", "heading");
  private static final List<String> ALL_CACHES = List.of("-near", "-far");

  /** A set of kinds that work well together. */
  enum Preset {
    NONE(32, 5, 12, 30_000, 4, ""),
    SMALL(32, 10, 12, 30_000, 4, "word,word-1,far-chain-4,far-heading"),
    MEDIUM(
        32,
        5,
        12,
        30_000,
        4,
        "word,word-1,word-1-2,word-2,near-chain-3,near-chain-5,near-line"
            + ",far-chain-2,far-chain-4,far-chain-6,far-word,far-heading"),
    LARGE(
        96,
        1,
        20,
        50_000,
        8,
        "word,word-1,word-1-2,word-2,word-2-3,class-1,class-1-2,shape,skip,line,heading,syllable"
            + ",next-class"
            + ",near-chain-2,near-chain-3,near-chain-4,near-chain-5,near-word"
            + ",near-word-1,near-line,far-chain-2,far-chain-3,far-chain-4,far-chain-5"
            + ",far-word,far-word-1,far-word-1-2,far-line,far-heading,far-syllable,far-shape");

    final int hidden;
    final int stride; // for long texts, in characters
    private final int blocks;
    private final int margin;
    private final int shortMemory;
    private final String names; // separated by commas

    Preset(int hidden, int stride, int blocks, int margin, int shortMemory, String names) {
      this.hidden = hidden;
      this.stride = stride;
      this.blocks = blocks;
      this.margin = margin;
      this.shortMemory = shortMemory;
      this.names = names;
    }

    LearningPlan plan() {
      return new LearningPlan(blocks, margin, shortMemory);
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
          .filter(name -> !lines || !(BEYOND_THE_LINE.contains(name) || CachedKind.isName(name)))
          .toList();
    }
  }

  /**
   * @param lines whether each line is its own text: presets then leave out the kinds that look
   *     beyond the line
   * @throws IllegalArgumentException if a name is unknown, or the list removes a kind that it does
   *     not contain
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
      } else if (name.startsWith(WITHOUT) && chosen.isEmpty()) {
        throw new IllegalArgumentException(
            "%s leaves something out, but nothing stands before it to be left out of, as in medium,%s"
                .formatted(name, name));
      } else if (ALL_CACHES.contains(name)) {
        chosen.removeIf(each -> (WITHOUT + each).startsWith(name + "-"));
      } else if (name.startsWith(WITHOUT)) {
        String other = name.substring(WITHOUT.length());
        Requirement.require(
            chosen.remove(other),
            "%s cannot be left out: before it there are only %s"
                .formatted(other, String.join(", ", chosen)));
      } else {
        chosen.add(name);
      }
    }
    return new ContextList(List.copyOf(chosen), size);
  }

  private static void requireName(String name) {
    boolean known =
        Preset.named(name).isPresent()
            || ALL_CACHES.contains(WITHOUT + name)
            || ContextKind.ALL.stream().anyMatch(kind -> kind.name().equals(name))
            || name.equals(NextClass.NAME)
            || CachedKind.ALL.stream().anyMatch(kind -> kind.name().equals(name));
    Requirement.require(
        known,
        "there is no kind of context \"%s\", only the sets %s, the kinds %s; %sKIND or %sKIND with any of these kinds or with chain-0 to chain-%d; and %s"
            .formatted(
                name,
                names(Arrays.stream(Preset.values()).map(Preset::label)),
                names(ContextKind.BESIDE.stream().map(ContextKind::name)),
                CachedKind.NEAR,
                CachedKind.FAR,
                ContextKind.LONGEST,
                NextClass.NAME));
  }

  private static String names(Stream<String> names) {
    return names.collect(Collectors.joining(", "));
  }

  /** The kinds that are counted over the whole text. */
  List<String> contexts() {
    return names.stream().filter(name -> !CachedKind.isName(name)).toList();
  }

  /** The kinds that are counted over what was just read. */
  List<String> caches() {
    return names.stream().filter(CachedKind::isName).toList();
  }
}
