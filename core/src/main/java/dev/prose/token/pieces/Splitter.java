package dev.prose.token.pieces;

import dev.prose.token.TextCuts;
import java.util.Map;

/**
 * Cuts a text into pieces: no token goes across the end of one. Each piece has at least one byte,
 * and together they are the text. Immutable and safe for use by several threads.
 */
public interface Splitter extends TextCuts {
  /** Says that more of the text has to be known before the piece's end is certain. */
  int NEEDS_MORE = -1;

  /**
   * Finds the end of the piece that begins at {@code from}.
   *
   * @param utf8 the text; bytes that are not valid UTF-8 count as a character of no class each
   * @param from where the piece begins: at the end of the one before, or at the start of the text
   * @param to the end of what is known, at the end of a character; above {@code from}
   * @param last whether the text ends there
   * @return the end, in ({@code from}, {@code to}]; or {@link #NEEDS_MORE}, never if {@code last},
   *     where a longer text could give another end
   */
  int end(byte[] utf8, int from, int to, boolean last);

  /** Whether a piece ends between these two characters in every text, whatever else there is. */
  @Override
  default boolean between(int before, int after) {
    return false;
  }

  /** Whether there are such characters. */
  @Override
  default boolean any() {
    return false;
  }

  /** The {@code pre_tokenizer} of a tokenizer.json of Hugging Face that cuts in the same way. */
  Map<String, Object> json();
}
