package dev.prose.cli.family.ngram;

import dev.prose.count.NGramCounts;
import dev.prose.data.Split;
import dev.prose.estimate.NGramCounting;
import dev.prose.estimate.TextEnd;
import dev.prose.eval.TextEvaluation;
import dev.prose.eval.WordEvaluation;
import dev.prose.model.LanguageModel;
import dev.prose.token.Tokenizer;
import java.io.IOException;
import java.util.Optional;

/**
 * A text whose tokens are all at hand.
 *
 * @param lines whether each line is a text of its own
 */
record SplitText(Tokenizer tokenizer, Split split, boolean lines) implements NGramText {
  @Override
  public long trainSize() {
    return split.train().size();
  }

  @Override
  public long validationSize() {
    return split.validation().size();
  }

  @Override
  public NGramCounts count(NGramCounting counting) throws IOException {
    return counting.count(split.train(), tokenizer);
  }

  @Override
  public TextEnd trainEnd(long tokens) {
    return TextEnd.of(split.train());
  }

  @Override
  public TextEvaluation evaluate(LanguageModel model) {
    return TextEvaluation.of(model, tokenizer, split.validation());
  }

  @Override
  public Optional<WordEvaluation> evaluateWords(LanguageModel model) {
    return WordEvaluation.of(model, tokenizer, split.validation(), lines);
  }
}
