package dev.prose.token.pieces;

import java.util.Map;

/**
 * Cuts as GPT-4 and its relatives do: words with one character before them, numbers of few digits,
 * symbols with the line ends after them, white space up to a line end.
 *
 * @param expression what it equals
 * @param mostDigits how many digits a number has at most
 * @param wholeEnd whether white space at the text's end is one piece, line ends or not
 */
record Gpt4Splitter(String expression, int mostDigits, boolean wholeEnd) implements Splitter {
  /**
   * The expression of {@code cl100k_base} in <a
   * href="https://github.com/openai/tiktoken/blob/main/tiktoken_ext/openai_public.py">tiktoken</a>
   * 0.8 and later. Earlier ones, like jtokkit 1.1.0, cut as {@link #LLAMA3} does: they differ where
   * white space with line ends and more after them ends a text. That gives other pieces but, as no
   * token of cl100k_base ends in such white space, the same ids.
   *
   * <p>tiktoken writes <code>{1,3}+</code>, which in Hugging Face's library would repeat the three
   * digits; without the plus both cut as tiktoken does.
   */
  static final Gpt4Splitter CL100K =
      new Gpt4Splitter(
          "'(?i:[sdmt]|ll|ve|re)|[^\\r\\n\\p{L}\\p{N}]?+\\p{L}++|\\p{N}{1,3}"
              + "| ?[^\\s\\p{L}\\p{N}]++[\\r\\n]*+|\\s++$|\\s*[\\r\\n]|\\s+(?!\\S)|\\s",
          3,
          true);

  /**
   * The expression of Llama 3's tokenizer.json, and of {@code cl100k_base} before tiktoken 0.8: in
   * <a href="https://github.com/meta-llama/llama3/blob/main/llama/tokenizer.py">tokenizer.py</a>.
   */
  static final Gpt4Splitter LLAMA3 = old("\\p{N}{1,3}", 3);

  /**
   * The expression of Qwen2's tokenizer.json, whose numbers are single digits: in <a
   * href="https://github.com/huggingface/transformers/blob/main/src/transformers/models/qwen2/tokenization_qwen2.py">tokenization_qwen2.py</a>.
   */
  static final Gpt4Splitter QWEN2 = old("\\p{N}", 1);

  private static Gpt4Splitter old(String number, int mostDigits) {
    return new Gpt4Splitter(
        "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|"
            + number
            + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
        mostDigits,
        false);
  }

  @Override
  public int end(byte[] utf8, int from, int to, boolean last) {
    byte first = utf8[from];
    if (first == '\'') {
      int end = Contraction.end(utf8, from, to, last, true);
      if (end != Contraction.NONE) {
        return end;
      }
    }
    int character = Characters.at(utf8, from, to);
    int next = from + Characters.length(character);
    if ((character & Characters.LETTER) != 0) {
      return letters(utf8, next, to, last);
    }
    if ((character & Characters.NUMBER) != 0) {
      return Digits.end(utf8, from, to, last, mostDigits);
    }
    if (next == to && !last) {
      return NEEDS_MORE;
    }
    int second = next < to ? Characters.at(utf8, next, to) : 0;
    if ((character & Characters.LINE_END) == 0 && (second & Characters.LETTER) != 0) {
      return letters(utf8, next, to, last);
    }
    boolean symbols = (character & Characters.SYMBOL) != 0;
    if (symbols || (first == ' ' && (second & Characters.SYMBOL) != 0)) {
      int end = Characters.run(utf8, next, to, Characters.SYMBOL);
      end = Characters.run(utf8, end, to, Characters.LINE_END);
      return end < to || last ? end : NEEDS_MORE;
    }
    return WhiteSpace.endByLines(utf8, from, to, last, wholeEnd);
  }

  private static int letters(byte[] utf8, int from, int to, boolean last) {
    int end = Characters.run(utf8, from, to, Characters.LETTER);
    return end < to || last ? end : NEEDS_MORE;
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
    return PreTokenizerJson.split(expression);
  }
}
