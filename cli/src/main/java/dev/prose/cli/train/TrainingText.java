package dev.prose.cli.train;

import dev.prose.cli.output.Report;
import dev.prose.count.BigramCounts;
import dev.prose.data.Split;
import dev.prose.data.TokenizedText;
import dev.prose.text.Corpus;
import dev.prose.token.CharTokenizer;

/**
 * A text made ready to be learned.
 *
 * @param corpus what it is
 * @param tokenizer made from it
 * @param split its tokens, to train on and to validate with
 * @param train the train split's pairs
 * @param validation the validation split's
 */
public record TrainingText(
    Corpus corpus,
    CharTokenizer tokenizer,
    Split split,
    BigramCounts train,
    BigramCounts validation) {
  public static TrainingText of(Corpus corpus, double trainFraction) {
    TokenizedText text = TokenizedText.of(corpus);
    Split split = Split.of(text.tokens(), trainFraction);
    return new TrainingText(
        corpus,
        text.tokenizer(),
        split,
        BigramCounts.of(split.train()),
        BigramCounts.of(split.validation()));
  }

  /** Says what the text is. */
  public void report(Report report) {
    report.corpus(corpus.name(), corpus.length(), corpus.sha256());
    report.vocabulary(tokenizer.vocabularySize());
    report.split(split);
  }
}
