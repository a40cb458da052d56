package dev.prose.benchmarks.peers;

import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;
import dev.prose.eval.Evaluator;
import dev.prose.model.NGramModel;
import dev.prose.smooth.KneserNey;
import dev.prose.token.CharTokenizer;

/** Prose itself, from a text as the others begin with. */
record ProseModel(CharTokenizer tokenizer, NGramModel model) implements TextModel {
  static ProseModel fit(String text, int order) {
    CharTokenizer tokenizer = CharTokenizer.of(text);
    return new ProseModel(
        tokenizer, KneserNey.ESTIMATED.fit(NGramCounts.of(tokens(tokenizer, text), order)));
  }

  private static Tokens tokens(CharTokenizer tokenizer, String text) {
    return Tokens.of(tokenizer.encode(text), tokenizer.vocabularySize());
  }

  @Override
  public double loss(String text) {
    return Evaluator.exact(model, tokens(tokenizer, text)).nats();
  }
}
