package dev.prose.token.pieces;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The regular expressions that Java and Hugging Face's library (Oniguruma) take for the same, and
 * that do not look back: pieces are found one by one, where what was before is no longer known.
 */
final class RegexDialect {
  private static final int FLAGS =
      Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNIX_LINES | Pattern.MULTILINE;

  private static final String LOOKS_BACK = "looks at the text before a match";
  private static final String OTHER_MEANING = "has another meaning in Hugging Face's library";

  private RegexDialect() {}

  /**
   * Compiles an expression.
   *
   * @throws IllegalArgumentException if it is none, or not of this dialect
   */
  static Pattern compile(String expression) {
    Pattern pattern;
    try {
      pattern = Pattern.compile(expression, FLAGS);
    } catch (PatternSyntaxException e) {
      String place = e.getIndex() < 0 ? "" : " (near character " + (e.getIndex() + 1) + ")";
      throw refusal(expression, e.getDescription() + place, e);
    } catch (StackOverflowError e) {
      throw refusal(expression, "it is nested too deeply", e);
    }
    int depth = 0; // of square brackets
    for (int i = 0; i < expression.length(); i++) {
      switch (expression.charAt(i)) {
        case '\\' -> {
          i++;
          if (expression.startsWith("Q", i)) {
            int end = expression.indexOf("\\E", i);
            i = end < 0 ? expression.length() : end + 1;
          } else {
            requireSameEscape(expression, expression.charAt(i));
            if (hasName(expression.charAt(i)) && expression.startsWith("{", i + 1)) {
              i = expression.indexOf('}', i);
            }
          }
        }
        case '}' -> {
          if (depth == 0 && expression.startsWith("+", i + 1)) {
            throw refusal(expression, "\"}+\" " + OTHER_MEANING, null);
          }
        }
        case '[' -> {
          if (expression.startsWith("[:", i) && depth > 0) {
            throw refusal(expression, "\"[:\" " + OTHER_MEANING, null);
          }
          depth++;
        }
        case ']' -> depth = Math.max(0, depth - 1);
        case '^' -> {
          if (depth == 0) {
            throw refusal(expression, "\"^\" " + LOOKS_BACK, null);
          }
        }
        case '(' -> {
          if (depth == 0) {
            requireSameGroup(expression, i + 1);
          }
        }
        default -> {}
      }
    }
    return pattern;
  }

  private static void requireSameEscape(String expression, char escaped) {
    switch (escaped) {
      case 'b', 'B', 'A', 'G' ->
          throw refusal(expression, "\"\\" + escaped + "\" " + LOOKS_BACK, null);
      case 'h', 'H', 'Z', 'v', 'V', 'N' ->
          throw refusal(expression, "\"\\" + escaped + "\" " + OTHER_MEANING, null);
      default -> {}
    }
  }

  /** Whether braces after an escape are part of it, as in {@code \p{L}}, and no repetition. */
  private static boolean hasName(char escaped) {
    return escaped == 'p' || escaped == 'P' || escaped == 'x';
  }

  private static void requireSameGroup(String expression, int start) {
    if (expression.startsWith("?<=", start) || expression.startsWith("?<!", start)) {
      throw refusal(
          expression, "\"(" + expression.substring(start, start + 3) + "\" " + LOOKS_BACK, null);
    }
    if (!expression.startsWith("?", start)) {
      return;
    }
    for (int i = start + 1; isFlag(expression.charAt(i)); i++) {
      if (Character.isLetter(expression.charAt(i)) && expression.charAt(i) != 'i') {
        throw refusal(expression, "\"(?" + expression.charAt(i) + "\" " + OTHER_MEANING, null);
      }
    }
  }

  private static boolean isFlag(char c) {
    return Character.isLetter(c) || c == '-';
  }

  private static IllegalArgumentException refusal(
      String expression, String reason, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "the regular expression \"" + expression + "\" cannot cut a text: " + reason, cause);
  }
}
