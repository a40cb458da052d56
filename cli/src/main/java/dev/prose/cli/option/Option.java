package dev.prose.cli.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * An option of a command: how it is written, what it means, and after parsing its value.
 *
 * @param type what its value is
 * @param spec the option's description for picocli
 */
public record Option<T>(Class<T> type, OptionSpec spec) {

  /** An option with a default, which the help shows. */
  public static <T> Option<T> of(
      Class<T> type, String name, String label, String byDefault, String description) {
    return build(type, name, label, byDefault, description + " (default: " + byDefault + ").");
  }

  /** An option with a default, in whose place some families have a preset. */
  static <T> Option<T> ofPreset(
      Class<T> type, String name, String label, String byDefault, String description) {
    return build(
        type,
        name,
        label,
        byDefault,
        description + " (default: " + byDefault + ", or the preset's).");
  }

  /** An option that may be missing. */
  public static <T> Option<T> optional(
      Class<T> type, String name, String label, String description) {
    return build(type, name, label, null, description + ".");
  }

  /**
   * An option that must be given.
   *
   * @param letter how it may be written as well: a dash and a letter
   */
  public static <T> Option<T> required(
      Class<T> type, String letter, String name, String label, String description) {
    return new Option<>(
        type,
        OptionSpec.builder(letter, name)
            .paramLabel(label)
            .type(type)
            .required(true)
            .description(description + ".")
            .build());
  }

  /** An option whose value is one of some words; the first of them is the default. */
  public static Option<String> choice(String name, List<String> words, String description) {
    return new Option<>(
        String.class,
        OptionSpec.builder(name)
            .paramLabel(String.join("|", words))
            .type(String.class)
            .defaultValue(words.getFirst())
            .completionCandidates(words)
            .converters(text -> one(words, text))
            .description(description + " (default: " + words.getFirst() + ").")
            .build());
  }

  /** An option whose value is one of some words, and that may be missing. */
  public static Option<String> optionalChoice(String name, List<String> words, String description) {
    return new Option<>(
        String.class,
        OptionSpec.builder(name)
            .paramLabel(String.join("|", words))
            .type(String.class)
            .completionCandidates(words)
            .converters(text -> one(words, text))
            .description(description + ".")
            .build());
  }

  /**
   * An option whose value is one of some words, the first of which is the default, or something
   * else.
   *
   * @param other the label of what else it may be
   */
  public static Option<String> open(
      String name, List<String> words, String other, String description) {
    return new Option<>(
        String.class,
        OptionSpec.builder(name)
            .paramLabel(String.join("|", words) + "|" + other)
            .type(String.class)
            .defaultValue(words.getFirst())
            .completionCandidates(words)
            .description(description + " (default: " + words.getFirst() + ").")
            .build());
  }

  /**
   * Whether this is that very option. The equals of a record would compare the descriptions, and
   * the JDK would spin its code at every start: 20 ms.
   */
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  private static String one(List<String> words, String text) {
    for (String word : words) {
      if (word.equalsIgnoreCase(text.strip())) {
        return word;
      }
    }
    throw expected(words, text);
  }

  private static TypeConversionException expected(List<String> words, String text) {
    return new TypeConversionException(
        "expected %s%s, but was '%s'"
            .formatted(words.size() == 1 ? "" : "one of ", String.join(", ", words), text));
  }

  /** How the option is written. */
  public String name() {
    return spec.longestName();
  }

  /** An option without a value, which is true where it is given. */
  public static Option<Boolean> flag(String name, String description) {
    return new Option<>(
        Boolean.class,
        OptionSpec.builder(name)
            .type(Boolean.class)
            .arity("0")
            .defaultValue("false")
            .description(description + ".")
            .build());
  }

  private static <T> Option<T> build(
      Class<T> type, String name, String label, @Nullable String byDefault, String description) {
    OptionSpec.Builder spec =
        OptionSpec.builder(name)
            .paramLabel(label)
            .type(type)
            .defaultValue(byDefault)
            .description(description);
    if (type.isEnum()) {
      spec.converters(text -> constant(type, text));
    }
    return new Option<>(type, spec.build());
  }

  /**
   * A constant by its name as people write it.
   *
   * @throws TypeConversionException if there is none of that name
   */
  public static <T> T constant(Class<T> type, String text) {
    List<String> names = new ArrayList<>();
    for (T constant : type.getEnumConstants()) {
      names.add(OptionValues.text(constant));
      if (names.getLast().equalsIgnoreCase(text)) {
        return constant;
      }
    }
    throw expected(names, text);
  }

  /** The value given, or the default. */
  public T value() {
    return given().orElseThrow();
  }

  /** The value given, or the default if there is one. */
  public Optional<T> given() {
    return Optional.ofNullable(type.cast(spec.getValue()));
  }

  /**
   * An option with any number of texts.
   *
   * @param spec the option's description for picocli
   */
  public record Texts(OptionSpec spec) {
    /** An option that may be missing; one text follows it each time it is given. */
    public static Texts of(String name, String label, String description) {
      return new Texts(spec(name, label, "1", description).build());
    }

    /**
     * An option that may be missing; several names, of files for instance, may follow it each time.
     * A mistyped option among them is refused.
     */
    public static Texts names(String name, String label, String description) {
      return new Texts(spec(name, label, "1..*", description).converters(Texts::name).build());
    }

    private static OptionSpec.Builder spec(
        String name, String label, String arity, String description) {
      return OptionSpec.builder(name)
          .paramLabel(label)
          .arity(arity)
          .splitRegex(OptionValues.SEPARATOR)
          .type(List.class)
          .auxiliaryTypes(String.class)
          .description(description + ".");
    }

    private static String name(String text) {
      if (text.startsWith("--")) {
        throw new TypeConversionException(
            "there is no option " + text + " (a file of that name is ./" + text + ")");
      }
      return text;
    }

    public List<String> values() {
      List<?> given = spec.getValue();
      return given == null
          ? List.of()
          : given.stream().map(text -> (String) Objects.requireNonNull(text)).toList();
    }
  }
}
