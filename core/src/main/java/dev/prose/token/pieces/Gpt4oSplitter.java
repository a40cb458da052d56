package dev.prose.token.pieces;

import java.util.Map;

/**
 * Cuts as GPT-4o does: words in which capitals go before small letters, each with one character
 * before it and a contraction after it; numbers of three digits; symbols with the line ends after
 * them; white space up to a line end. The expression is that of {@code o200k_base} in <a
 * href="https://github.com/openai/tiktoken/blob/main/tiktoken_ext/openai_public.py">tiktoken</a>.
 */
final class Gpt4oSplitter implements Splitter {
  private static final String BEFORE = "[^\\r\\n\\p{L}\\p{N}]?";
  private static final String CAPITALS = "[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]";
  private static final String SMALL = "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]";
  private static final String AFTER = "(?i:'s|'t|'re|'ve|'m|'ll|'d)?";

  static final String EXPRESSION =
      (BEFORE + CAPITALS + "*" + SMALL + "+" + AFTER)
          + ("|" + BEFORE + CAPITALS + "+" + SMALL + "*" + AFTER)
          + "|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

  private static final int WORD = Characters.LETTER | Characters.MARK;

  @Override
  public int end(byte[] utf8, int from, int to, boolean last) {
    int character = Characters.at(utf8, from, to);
    // A mark may be the character before a word or its first one: both give the same end.
    if ((character & WORD) != 0) {
      return word(utf8, from, to, last);
    }
    if ((character & Characters.NUMBER) != 0) {
      return Digits.end(utf8, from, to, last, 3);
    }
    int next = from + Characters.length(character);
    if (next == to && !last) {
      return NEEDS_MORE;
    }
    int second = next < to ? Characters.at(utf8, next, to) : 0;
    if ((character & Characters.LINE_END) == 0 && (second & WORD) != 0) {
      return word(utf8, next, to, last);
    }
    boolean symbols = (character & Characters.SYMBOL) != 0;
    if (symbols || (utf8[from] == ' ' && (second & Characters.SYMBOL) != 0)) {
      return symbols(utf8, next, to, last);
    }
    return WhiteSpace.endByLines(utf8, from, to, last, false);
  }

  /**
   * The end of a word: of CAPITALS* SMALL+ where there is one, else of CAPITALS+. Letters without
   * case and marks are both, so that the last of them may be all there is of SMALL+.
   */
  private static int word(byte[] utf8, int from, int to, boolean last) {
    int caselessEnd = 0;
    int i = from;
    int character = 0;
    while (i < to) {
      character = Characters.at(utf8, i, to);
      if ((character & (WORD & ~Characters.LOWER)) == 0) {
        break;
      }
      i += Characters.length(character);
      if ((character & Characters.UPPER) == 0) {
        caselessEnd = i;
      }
    }
    if (i < to && (character & Characters.LOWER) != 0) {
      i = Characters.run(utf8, i, to, WORD & ~Characters.UPPER);
    } else if ((i < to || last) && caselessEnd > 0) {
      i = caselessEnd;
    }
    if (i == to) {
      return last ? to : NEEDS_MORE;
    }
    if (utf8[i] != '\'') {
      return i;
    }
    int end = Contraction.end(utf8, i, to, last, true);
    return end == Contraction.NONE ? i : end;
  }

  private static int symbols(byte[] utf8, int from, int to, boolean last) {
    int i = Characters.run(utf8, from, to, Characters.SYMBOL);
    while (i < to && (utf8[i] == '\r' || utf8[i] == '\n' || utf8[i] == '/')) {
      i++;
    }
    return i < to || last ? i : NEEDS_MORE;
  }

  @Override
  public boolean any() {
    return true;
  }

  @Override
  public boolean between(int before, int after) {
    return Characters.wordEnds(before, after);
  }

  @Override
  public Map<String, Object> json() {
    return PreTokenizerJson.split(EXPRESSION);
  }
}
