package dev.prose.token.pieces;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Expressions that tokenizers were published with, in every spelling that cuts each text as one of
 * the splitters here does.
 */
final class PublishedExpressions {
  private static final Splitter GPT2 = Splitters.named("gpt2");

  private static final Map<String, Splitter> SPLITTERS =
      Map.ofEntries(
          Map.entry(Gpt2Splitter.EXPRESSION, GPT2),
          // tiktoken 0.6
          Map.entry(
              "'(?:[sdmt]|ll|ve|re)| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
              GPT2),
          // tiktoken 0.8 and later
          Map.entry(
              "'(?:[sdmt]|ll|ve|re)| ?\\p{L}++| ?\\p{N}++| ?[^\\s\\p{L}\\p{N}]++|\\s++$"
                  + "|\\s+(?!\\S)|\\s",
              GPT2),
          Map.entry(Gpt4Splitter.CL100K.expression(), Gpt4Splitter.CL100K),
          Map.entry(Gpt4Splitter.LLAMA3.expression(), Gpt4Splitter.LLAMA3),
          Map.entry(Gpt4Splitter.QWEN2.expression(), Gpt4Splitter.QWEN2),
          // tiktoken 0.6, minbpe
          Map.entry(
              "'(?i:[sdmt]|ll|ve|re)|[^\\r\\n\\p{L}\\p{N}]?+\\p{L}+|\\p{N}{1,3}"
                  + "| ?[^\\s\\p{L}\\p{N}]++[\\r\\n]*|\\s*[\\r\\n]|\\s+(?!\\S)|\\s+",
              Gpt4Splitter.LLAMA3),
          Map.entry(Gpt4oSplitter.EXPRESSION, Splitters.named("gpt4o")),
          Map.entry(WordSplitter.EXPRESSION, Splitters.named("words")));

  private PublishedExpressions() {}

  /** The splitter that cuts as an expression does, or null if the expression is not known. */
  static @Nullable Splitter splitter(String expression) {
    return SPLITTERS.get(expression);
  }
}
