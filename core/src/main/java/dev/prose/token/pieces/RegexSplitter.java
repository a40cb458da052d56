package dev.prose.token.pieces;

import dev.prose.text.InvalidDataException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts by a person's own regular expression, as Split with the behavior Isolated does in Hugging
 * Face's library: each match is a piece, and so is what is between two. A match of nothing only
 * ends the piece before it.
 *
 * <p>The expression is one of {@link Pattern}, in which the classes are those of Unicode and lines
 * end at {@code \n} alone. It has to be one that {@link RegexDialect} takes.
 */
public final class RegexSplitter implements Splitter {
  private static final int FIRST_WINDOW = 64; // bytes; most pieces are shorter

  private final String expression;
  private final Pattern pattern;

  /**
   * Takes the expression.
   *
   * @throws IllegalArgumentException if it is not one, or looks at what is before a match
   */
  public RegexSplitter(String expression) {
    this.expression = expression;
    this.pattern = RegexDialect.compile(expression);
  }

  /**
   * {@inheritDoc}
   *
   * @throws InvalidDataException if the search for the end takes too long, or too much memory
   */
  @Override
  public int end(byte[] utf8, int from, int to, boolean last) {
    // Decoding all that is known for every piece would take the square of its length.
    for (long size = FIRST_WINDOW; ; size *= 2) {
      RegexWindow window = RegexWindow.of(utf8, from, to, size);
      boolean complete = window.endOfBytes() == to;
      int end = end(window, complete && last);
      if (end != NEEDS_MORE) {
        return Utf8.skip(utf8, from, to, end);
      }
      if (complete) {
        return NEEDS_MORE;
      }
    }
  }

  /** The piece's end in the window's UTF-16, or {@link #NEEDS_MORE}. */
  @SuppressWarnings("JdkObsolete") // this is what hitEnd is for: the text is not all known
  private int end(RegexWindow window, boolean last) {
    Matcher matcher = pattern.matcher(window);
    while (find(matcher, window)) {
      if (!last && (matcher.hitEnd() || matcher.requireEnd())) {
        return NEEDS_MORE;
      }
      if (window.insideCharacter(matcher.start())) {
        continue;
      }
      int end = matcher.start() > 0 ? matcher.start() : matcher.end();
      if (end > 0) {
        return end;
      }
    }
    return last ? window.length() : NEEDS_MORE;
  }

  private boolean find(Matcher matcher, RegexWindow window) {
    try {
      return matcher.find();
    } catch (RegexWindow.TooManyStepsException e) {
      throw failure(window, "was given up after %,d steps".formatted(window.mostSteps()), e);
    } catch (StackOverflowError e) {
      throw failure(window, "needs more memory than there is on the stack", e);
    }
  }

  private InvalidDataException failure(RegexWindow window, String what, Throwable cause) {
    return new InvalidDataException(
        ("the search for \"%s\" from byte %,d of the text %s, within %,d characters;"
                + " an expression with possessive repetitions (++) does not try again so often")
            .formatted(expression, window.startOfBytes(), what, window.length()),
        cause);
  }

  @Override
  public Map<String, Object> json() {
    return PreTokenizerJson.split(expression);
  }
}
