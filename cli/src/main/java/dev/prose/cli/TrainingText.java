package dev.prose.cli;

import dev.prose.count.BigramCounts;
import dev.prose.data.Split;
import dev.prose.data.TokenizedText;
import dev.prose.text.Corpus;
import dev.prose.token.CharTokenizer;
import java.io.IOException;

/**
 * A text made ready to be learned.
 *
 * @param corpus what it is
 * @param tokenizer made from it
 * @param split its tokens, to train on and to validate with
 * @param train the train split's pairs
 * @param validation the validation split's
 */
record TrainingText(
    Corpus corpus,
    CharTokenizer tokenizer,
    Split split,
    BigramCounts train,
    BigramCounts validation) {
  static TrainingText of(RunSetting setting) throws IOException {
    Corpus corpus = setting.data().load(setting.console());
    return of(corpus, setting.data().tokenize(setting.console(), corpus), setting.trainFraction());
  }

  static TrainingText of(Corpus corpus, TokenizedText text, double trainFraction) {
    Split split = Split.of(text.tokens(), trainFraction);
    return new TrainingText(
        corpus,
        text.tokenizer(),
        split,
        BigramCounts.of(split.train()),
        BigramCounts.of(split.validation()));
  }

  /** Says what the text is. */
  void report(Report report) {
    report.corpus(corpus.name(), corpus.length(), corpus.sha256());
    report.vocabulary(tokenizer.vocabularySize());
    report.split(split);
  }
}
