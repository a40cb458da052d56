package dev.prose.token.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.random.SplitMix64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What every splitter does that was written by hand for an expression: it cuts as that does. */
abstract class ExpressionContract extends SplitterContract {
  private static final int TEXTS = 30_000;

  /** The expression as it was published, in each of its spellings. */
  abstract List<String> expressions();

  @Test
  void cutsAsTheExpressionDoes() {
    for (String expression : expressions()) {
      Pattern pattern = Pattern.compile(expression, Pattern.UNICODE_CHARACTER_CLASS);
      for (long seed = 0; seed < TEXTS; seed++) {
        String text = MixedText.of(new SplitMix64(seed));
        List<String> pieces = Pieces.of(splitter(), text);
        if (!pieces.equals(Pieces.of(pattern, text))) {
          assertThat(pieces).as("seed %d", seed).isEqualTo(Pieces.of(pattern, text));
        }
      }
    }
  }

  @Test
  void takesEveryCharacterForWhatTheExpressionDoes() {
    Pattern pattern = Pattern.compile(expressions().getFirst(), Pattern.UNICODE_CHARACTER_CLASS);
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (Character.getType(c) != Character.SURROGATE) {
        String it = Character.toString(c);
        String text = "a" + it + "A" + it + it + "1 " + it + " !" + it + "\n";
        List<String> pieces = Pieces.of(splitter(), text);
        if (!pieces.equals(Pieces.of(pattern, text))) {
          assertThat(pieces).as("U+%04X", c).isEqualTo(Pieces.of(pattern, text));
        }
      }
    }
  }
}
