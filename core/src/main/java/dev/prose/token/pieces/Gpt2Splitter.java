package dev.prose.token.pieces;

import java.util.Map;

/**
 * Cuts as GPT-2 does: words, numbers and symbols, each with the space before it. The expression is
 * that of OpenAI's <a
 * href="https://github.com/openai/gpt-2/blob/master/src/encoder.py">encoder.py</a>; tiktoken has it
 * for {@code gpt2}, {@code r50k_base} and {@code p50k_base} in another spelling.
 */
final class Gpt2Splitter implements Splitter {
  static final String EXPRESSION =
      "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

  @Override
  public int end(byte[] utf8, int from, int to, boolean last) {
    byte first = utf8[from];
    if (first == '\'') {
      int end = Contraction.end(utf8, from, to, last, false);
      if (end != Contraction.NONE) {
        return end;
      }
    }
    int start = first == ' ' ? from + 1 : from;
    if (start == to) {
      return last ? to : NEEDS_MORE;
    }
    int character = Characters.at(utf8, start, to);
    if ((character & Characters.SPACE) != 0) {
      return WhiteSpace.end(utf8, from, to, last);
    }
    int end = Characters.run(utf8, start + Characters.length(character), to, like(character));
    return end < to || last ? end : NEEDS_MORE;
  }

  private static int like(int character) {
    if ((character & Characters.LETTER) != 0) {
      return Characters.LETTER;
    }
    return (character & Characters.NUMBER) != 0 ? Characters.NUMBER : Characters.SYMBOL;
  }

  @Override
  public boolean any() {
    return true;
  }

  @Override
  public boolean between(int before, int after) {
    return Characters.wordEnds(before, after);
  }

  /** The library knows this expression as its ByteLevel. */
  @Override
  public Map<String, Object> json() {
    return PreTokenizerJson.byteLevel(true);
  }
}
