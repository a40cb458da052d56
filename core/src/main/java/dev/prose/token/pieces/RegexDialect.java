package dev.prose.token.pieces;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Regular expressions of Hugging Face's library (Oniguruma) that Java can match in the same way,
 * and that do not look back: pieces are found one by one, where what was before is no longer known.
 */
final class RegexDialect {
  private static final int FLAGS =
      Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNIX_LINES | Pattern.MULTILINE;

  /** What Oniguruma's {@code \\w} matches within a class; Java's also matches two joiners. */
  private static final String WORD = "\\p{IsAlphabetic}\\p{M}\\p{Nd}\\p{Pc}";

  /** By itself it also matches ², ³, ¹ and three fractions, of all numbers that are no digits. */
  private static final String WORD_BY_ITSELF = WORD + "\\xB2\\xB3\\xB9\\xBC-\\xBE";

  /** Names of properties whose own Java takes for something else. */
  private static final Map<String, String> SHORT_NAMES =
      Map.of(
          "alpha", "Alphabetic",
          "digit", "Nd",
          "lower", "Lowercase",
          "upper", "Uppercase",
          "space", "White_Space");

  /** Java's alone; and what the two draw different borders around. */
  private static final Pattern NOT_SHARED =
      Pattern.compile("Is|In|java|(?i:alnum|ascii|blank|cntrl|graph|print|punct|word|xdigit)$");

  private final String expression;
  private final StringBuilder java = new StringBuilder(); // the same for Pattern
  private int depth; // of square brackets

  private RegexDialect(String expression) {
    this.expression = expression;
  }

  /**
   * Compiles an expression.
   *
   * @throws IllegalArgumentException if it is none, or not of this dialect
   */
  static Pattern compile(String expression) {
    return new RegexDialect(expression).pattern();
  }

  private Pattern pattern() {
    for (int i = 0; i < expression.length(); ) {
      i = translate(i);
    }
    try {
      return Pattern.compile(java.toString(), FLAGS);
    } catch (PatternSyntaxException e) {
      boolean same = java.toString().equals(expression);
      String place =
          e.getIndex() < 0 || !same ? "" : " (near character %d)".formatted(e.getIndex() + 1);
      throw refusal(e.getDescription() + place, e);
    } catch (StackOverflowError e) {
      throw refusal("it is nested too deeply", e);
    }
  }

  /** Translates what is at a place, and returns where it ends. */
  private int translate(int at) {
    char c = expression.charAt(at);
    switch (c) {
      case '\\' -> {
        if (at + 1 < expression.length()) {
          return escape(at + 1);
        }
      }
      case '}' -> {
        if (depth == 0 && expression.startsWith("+", at + 1)) {
          throw otherMeaning("}+");
        }
      }
      case '[' -> {
        if (expression.startsWith("[:", at) && depth > 0) {
          throw otherMeaning("[:");
        }
        depth++;
      }
      case ']' -> depth = Math.max(0, depth - 1);
      case '-' -> {
        if (depth > 0 && expression.startsWith("--", at)) {
          throw otherMeaning("--");
        }
      }
      case '^' -> {
        if (depth == 0) {
          throw looksBack("^");
        }
      }
      case '(' -> {
        if (depth == 0) {
          requireSameGroup(at + 1);
        }
      }
      default -> {}
    }
    java.append(c);
    return at + 1;
  }

  /**
   * Translates an escape.
   *
   * @param at behind the backslash
   */
  private int escape(int at) {
    char escaped = expression.charAt(at);
    switch (escaped) {
      case 'b', 'B', 'A', 'G' -> throw looksBack("\\" + escaped);
      case 'h', 'H', 'Z', 'v', 'V', 'N', 'X', 'Q', 'E' -> throw otherMeaning("\\" + escaped);
      case 'w' -> java.append(depth > 0 ? WORD : "[" + WORD_BY_ITSELF + "]");
      case 'W' -> java.append("[^" + (depth > 0 ? WORD : WORD_BY_ITSELF) + "]");
      case 'p', 'P' -> {
        return property(at);
      }
      case 'x' -> { // its braces are no repetition
        int end = expression.startsWith("{", at + 1) ? expression.indexOf('}', at) : at;
        end = end < 0 ? at : end;
        java.append(expression, at - 1, end + 1);
        return end + 1;
      }
      default -> java.append('\\').append(escaped);
    }
    return at + 1;
  }

  /**
   * Translates a property: a general category or a script has its plain name there, where Java
   * wants a prefix for scripts.
   *
   * @param at at the letter
   */
  private int property(int at) {
    int end = expression.indexOf('}', at);
    if (!expression.startsWith("{", at + 1) || end < 0) {
      throw refusal("write \\%s{…} with the name in braces".formatted(expression.charAt(at)), null);
    }
    String name = expression.substring(at + 2, end);
    String plain = name.startsWith("^") ? name.substring(1) : name;
    boolean not = (expression.charAt(at) == 'P') != name.startsWith("^");
    String known = SHORT_NAMES.getOrDefault(plain.toLowerCase(Locale.ROOT), plain);
    String translated =
        "\\" + (not ? "P" : "p") + "{" + (isCategory(known) ? "" : "Is") + known + "}";
    if (NOT_SHARED.matcher(plain).lookingAt()) {
      throw otherMeaning("\\p{" + plain + "}");
    }
    try {
      Pattern.compile(translated, FLAGS);
    } catch (PatternSyntaxException e) {
      throw refusal(
          "\"\\p{%s}\" is no general category, script or property that both Java and Hugging Face's library know"
              .formatted(name),
          e);
    }
    java.append(translated);
    return end + 1;
  }

  private static boolean isCategory(String name) {
    return name.length() <= 2;
  }

  /**
   * @param start behind the round bracket
   */
  private void requireSameGroup(int start) {
    if (expression.startsWith("?<=", start) || expression.startsWith("?<!", start)) {
      throw looksBack("(" + expression.substring(start, start + 3));
    }
    if (!expression.startsWith("?", start)) {
      return;
    }
    for (int i = start + 1; i < expression.length() && isFlag(expression.charAt(i)); i++) {
      if (Character.isLetter(expression.charAt(i)) && expression.charAt(i) != 'i') {
        throw otherMeaning("(?" + expression.charAt(i));
      }
    }
  }

  private static boolean isFlag(char c) {
    return Character.isLetter(c) || c == '-';
  }

  private IllegalArgumentException looksBack(String what) {
    return refusal("\"" + what + "\" looks at the text before a match", null);
  }

  private IllegalArgumentException otherMeaning(String what) {
    return refusal("\"" + what + "\" has another meaning in Hugging Face's library", null);
  }

  private IllegalArgumentException refusal(String reason, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "the regular expression \"" + expression + "\" cannot cut a text: " + reason, cause);
  }
}
