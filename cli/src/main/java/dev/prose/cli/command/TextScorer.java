package dev.prose.cli.command;

import dev.prose.cli.output.ScoredCharacter;
import dev.prose.eval.Scorer;
import dev.prose.model.LanguageModel;
import dev.prose.token.CharTokenizer;
import dev.prose.token.OnUnknown;
import dev.prose.token.Vocabulary;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes a text, gives its characters one by one with their places and surprisals.
 *
 * @param onUnknown what the tokenizer does with characters it does not know
 */
record TextScorer(LanguageModel model, CharTokenizer tokenizer, OnUnknown onUnknown) {
  private static final double BIT = Math.log(2); // nats

  /**
   * @throws dev.prose.token.UnknownCharacterException if the text cannot be encoded, before any
   *     character is given
   */
  void score(String text, Consumer<ScoredCharacter> sink) {
    Vocabulary vocabulary = tokenizer.vocabulary();
    int[] ids = tokenizer.encode(text);
    @Nullable Scorer scorer = null;
    int next = 0; // in ids
    int line = 1;
    int column = 1;
    int offset = 0;
    for (int start = 0; start < text.length(); offset++) {
      int codePoint = text.codePointAt(start);
      int id = isLeftOut(codePoint, vocabulary) ? Vocabulary.UNKNOWN : ids[next++];
      double bits = Double.NaN;
      int expected = 0;
      if (id != Vocabulary.UNKNOWN && scorer != null) {
        bits = scorer.next(id) / BIT;
        expected = scorer.expected();
      } else if (id != Vocabulary.UNKNOWN) {
        scorer = new Scorer(model, id);
      }
      sink.accept(
          new ScoredCharacter(
              offset,
              start,
              line,
              column,
              codePoint,
              id,
              bits,
              vocabulary.itos(expected),
              scorer == null ? 0 : scorer.probability(expected)));
      boolean newline = codePoint == '\n';
      line += newline ? 1 : 0;
      column = newline ? 1 : column + 1;
      start += Character.charCount(codePoint);
    }
  }

  private boolean isLeftOut(int codePoint, Vocabulary vocabulary) {
    return onUnknown == OnUnknown.SKIP && vocabulary.stoi(codePoint) == Vocabulary.UNKNOWN;
  }
}
