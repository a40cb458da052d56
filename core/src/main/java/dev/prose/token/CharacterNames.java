package dev.prose.token;

import dev.prose.text.RawBytes;
import java.util.stream.Collectors;

/** Shows characters to a person, who cannot see a newline or a space as such. */
public final class CharacterNames {
  private CharacterNames() {}

  /** A character in single quotes, as {@link #escaped(int)} shows it: {@code ' '}. */
  public static String quoted(int codePoint) {
    return codePoint == '\'' ? "'\\''" : "'" + escaped(codePoint) + "'";
  }

  /** A text in single quotes, each character as {@link #escaped(int)} shows it. */
  public static String quoted(String text) {
    return text.codePoints()
        .mapToObj(c -> c == '\'' ? "\\'" : escaped(c))
        .collect(Collectors.joining("", "'", "'"));
  }

  /** A character itself, or an escape if it cannot be seen or is a byte that is no character. */
  public static String escaped(int codePoint) {
    return switch (codePoint) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '\\' -> "\\\\";
      default -> {
        if (visible(codePoint)) {
          yield Character.toString(codePoint);
        }
        yield RawBytes.is(codePoint)
            ? "\\x%02X".formatted(codePoint & 0xFF)
            : "\\u{%X}".formatted(codePoint);
      }
    };
  }

  /**
   * A text, each character as {@link #escaped(int)} shows it, so that it cannot control a terminal.
   */
  public static String escaped(String text) {
    return text.codePoints().mapToObj(CharacterNames::escaped).collect(Collectors.joining());
  }

  /**
   * Lines of text in which nothing can control a terminal: unprintable characters other than
   * newlines are shown as by {@link #escaped(int)}, all others unchanged.
   */
  public static String printable(String lines) {
    for (int i = 0; i < lines.length(); i++) {
      if (steers(lines.charAt(i))) {
        return lines
            .codePoints()
            .mapToObj(c -> steers(c) ? escaped(c) : Character.toString(c))
            .collect(Collectors.joining());
      }
    }
    return lines;
  }

  /** A text in which control characters other than newlines and tabs are escaped. */
  public static String withoutControls(String text) {
    return text.codePoints()
        .mapToObj(c ->
            Character.isISOControl(c) && c != '\n' && c != '\t'
                ? escaped(c)
                : Character.toString(c))
        .collect(Collectors.joining());
  }

  private static boolean steers(int codePoint) {
    return codePoint != '\n'
        && switch (Character.getType(codePoint)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              true;
          default -> false;
        };
  }

  /** A character's Unicode name after a comma and a space, or nothing if it has none. */
  static String described(int codePoint) {
    String name = Character.getName(codePoint);
    return name == null ? "" : ", " + name;
  }

  private static boolean visible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK ->
          false;
      case Character.SPACE_SEPARATOR -> codePoint == ' ';
      default -> true;
    };
  }
}
