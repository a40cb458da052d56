package dev.prose.benchmarks.peers;

import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;
import dev.prose.eval.Evaluator;
import dev.prose.model.LanguageModel;
import dev.prose.model.NGramModel;
import dev.prose.smooth.KneserNey;
import dev.prose.token.chars.CharTokenizer;

/** Prose itself, starting from text like the others. */
record ProseModel(CharTokenizer tokenizer, LanguageModel model) implements TextModel {
  static ProseModel fit(String text, int order) {
    CharTokenizer tokenizer = CharTokenizer.of(text);
    return new ProseModel(tokenizer, fit(tokenizer, text, order));
  }

  /** A model in the form made for speed. */
  static ProseModel fitAutomaton(String text, int order) {
    CharTokenizer tokenizer = CharTokenizer.of(text);
    return new ProseModel(tokenizer, fit(tokenizer, text, order).automaton().orElseThrow());
  }

  private static NGramModel fit(CharTokenizer tokenizer, String text, int order) {
    return KneserNey.ESTIMATED.fit(NGramCounts.of(tokens(tokenizer, text), order));
  }

  private static Tokens tokens(CharTokenizer tokenizer, String text) {
    return Tokens.of(tokenizer.encode(text), tokenizer.vocabularySize());
  }

  @Override
  public double loss(String text) {
    return Evaluator.exact(model, tokens(tokenizer, text)).nats();
  }
}
