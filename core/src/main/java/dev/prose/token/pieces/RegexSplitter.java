package dev.prose.token.pieces;

import dev.prose.text.InvalidDataException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
  private static final long STEPS_AHEAD = 10_000; // beside those for the piece's own characters

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
        requireNear(window, end);
        return end;
      }
    }
    return last ? window.length() : NEEDS_MORE;
  }

  /** Refuses an expression that looks at all of a long text for each short piece of it. */
  private void requireNear(RegexWindow window, int end) {
    if (window.steps() > RegexWindow.mostSteps(end, STEPS_AHEAD)) {
      throw failure(
          window,
          "took %,d steps for a piece of %,d characters".formatted(window.steps(), end),
          "look less far ahead",
          null);
    }
  }

  private boolean find(Matcher matcher, RegexWindow window) {
    try {
      return matcher.find();
    } catch (RegexWindow.TooManyStepsException e) {
      throw failure(
          window,
          "was given up after %,d steps".formatted(window.mostSteps()),
          "make repetitions possessive (++), which do not try again so often",
          e);
    } catch (StackOverflowError e) {
      throw failure(
          window,
          "needs more memory than there is on the stack",
          "make repetitions possessive (++), which keep nothing to try again",
          e);
    }
  }

  private InvalidDataException failure(
      RegexWindow window, String what, String advice, @Nullable Throwable cause) {
    return new InvalidDataException(
        "the search for \"%s\" from byte %,d of the text %s, within %,d characters: %s"
            .formatted(expression, window.startOfBytes(), what, window.length(), advice),
        cause);
  }

  @Override
  public Map<String, Object> json() {
    return PreTokenizerJson.split(expression);
  }
}
