package dev.prose.cli.family.ngram;

import dev.prose.count.NGramCounts;
import dev.prose.estimate.NGramCounting;
import dev.prose.estimate.TextEnd;
import dev.prose.eval.TextEvaluation;
import dev.prose.eval.WordEvaluation;
import dev.prose.model.LanguageModel;
import dev.prose.token.Tokenizer;
import java.io.IOException;
import java.util.Optional;

/** A text in two parts, one to count and one to validate with, wherever its tokens are. */
public interface NGramText {
  /** What encoded it. */
  Tokenizer tokenizer();

  /** How many tokens train. */
  long trainSize();

  /** How many tokens validate; 0 if all train. */
  long validationSize();

  /** Counts the n-grams of the part that trains. */
  NGramCounts count(NGramCounting counting) throws IOException;

  /**
   * The end of the part that trains.
   *
   * @param tokens how many of its tokens at least, if it has as many
   */
  TextEnd trainEnd(long tokens) throws IOException;

  /** How well a model predicts the part that validates. */
  TextEvaluation evaluate(LanguageModel model) throws IOException;

  /** The same in words, where some are unknown: see {@link WordEvaluation#of}. */
  Optional<WordEvaluation> evaluateWords(LanguageModel model) throws IOException;
}
