package dev.prose.cli.family.ngram;

import dev.prose.cli.output.Report;
import dev.prose.cli.train.Keeper;
import dev.prose.cli.train.Learning;
import dev.prose.cli.train.Outcome;
import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;
import dev.prose.estimate.NGramEstimator;
import dev.prose.estimate.StupidBackoffEstimator;
import dev.prose.eval.Evaluation;
import dev.prose.eval.TextEvaluation;
import dev.prose.eval.WordEvaluation;
import dev.prose.model.LanguageModel;
import dev.prose.model.NGramModel;
import dev.prose.model.NGramTrie;
import dev.prose.model.Predictor;
import dev.prose.smooth.KneserNey;
import dev.prose.smooth.Smoothing;
import dev.prose.token.Tokenizer;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Counts a text's n-grams, makes a model of the counts, and says how good it is.
 *
 * @param lines whether each line is a text of its own
 * @param alpha what additive smoothing adds to each count
 */
record NGramTraining(NGramArguments arguments, boolean lines, double alpha) {
  Outcome learn(Learning learning) throws IOException {
    return arguments.smoothing() == SmoothingMethod.STUPID_BACKOFF
        ? scores(learning, arguments.scores(lines))
        : probabilities(learning, arguments.probabilities(lines, alpha));
  }

  private Outcome probabilities(Learning learning, NGramEstimator estimator) throws IOException {
    Report report = learning.report();
    Tokenizer tokenizer = learning.text().tokenizer();
    Tokens train = learning.split().train();
    long counting = System.nanoTime();
    NGramCounts counts = estimator.count(train, tokenizer);
    double counted = seconds(counting);
    long tuning = System.nanoTime();
    Smoothing smoothing = estimator.tune(counts, train, tokenizer);
    double tuned = seconds(tuning);
    long fitting = System.nanoTime();
    NGramModel model = estimator.smooth(counts, smoothing);
    double fitted = seconds(fitting);
    reportSizes(learning, model, counts);
    if (model.trie() != counts.trie()) {
      report.line("left", "%s of them", sizes(model.trie()));
    }
    report.line("smoothing", "%s", smoothing.description());
    boolean fits = estimator.tuning().fits(estimator.smoothing());
    if (fits && smoothing instanceof KneserNey kneserNey) {
      reportTuning(report, estimator, kneserNey, train.size());
    }
    report.line(
        "time",
        "counting %.2f s,%s fitting %.2f s",
        counted,
        fits ? Report.format(" tuning %.2f s,", tuned) : "",
        fitted);
    double loss = Double.NaN;
    if (learning.split().validates()) {
      TextEvaluation validation = evaluate(learning, model);
      report.validation(validation, tokenizer);
      WordEvaluation.of(model, tokenizer, learning.split().validation(), lines)
          .ifPresent(report::words);
      reportChance(report, validation.perToken(), model.vocabularySize());
      loss = validation.perToken().nats();
    } else {
      report.noValidation();
    }
    return keep(learning, model, smoothing.description(), loss);
  }

  private Outcome scores(Learning learning, StupidBackoffEstimator estimator) throws IOException {
    Report report = learning.report();
    long counting = System.nanoTime();
    NGramCounts counts =
        estimator.counting().count(learning.split().train(), learning.text().tokenizer());
    double counted = seconds(counting);
    long fitting = System.nanoTime();
    Predictor model = estimator.backoff().fit(counts);
    double fitted = seconds(fitting);
    reportSizes(learning, model, counts);
    report.line("smoothing", "%s", estimator.description());
    report.line("time", "counting %.2f s, fitting %.2f s", counted, fitted);
    if (learning.split().validates()) {
      report.line("validation", "none: scores have no loss");
    } else {
      report.noValidation();
    }
    return keep(learning, model, estimator.description(), Double.NaN);
  }

  private static Outcome keep(Learning learning, Predictor model, String fit, double loss)
      throws IOException {
    learning.keeper().keep(new Keeper.Snapshot(model, 0, fit, loss, Optional.empty()));
    return Outcome.atOnce(model);
  }

  private static void reportSizes(Learning learning, Predictor model, NGramCounts counts) {
    new NGramKind().report(model, learning.unit(), learning.report());
    learning.report().line("n-grams", "%s of length 1 to %d", sizes(counts.trie()), counts.order());
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static void reportTuning(
      Report report, NGramEstimator estimator, KneserNey tuned, long size) {
    long within = estimator.tuning().tokens(size, estimator.counting().order());
    if (tuned.leavesParametersOpen()) {
      report.line("", "discounts as estimated: too few n-grams occur 1 to 4 times to fit them");
    } else if (within < size) {
      report.line("", "within its last %,d tokens; --tune on takes all of them", within);
    }
  }

  private static String sizes(NGramTrie trie) {
    return IntStream.rangeClosed(1, trie.order())
        .mapToObj(length -> Report.format("%,d", trie.size(length)))
        .collect(Collectors.joining(" / "));
  }

  private static void reportChance(Report report, Evaluation validation, int vocabularySize) {
    double chance = Math.log(vocabularySize);
    if (validation.nats() > chance && chance > 0) {
      report.line(
          "", "worse than chance, %.4f nats: shorter n-grams (--order) may do better", chance);
    }
  }

  private static TextEvaluation evaluate(Learning learning, LanguageModel model) {
    return TextEvaluation.of(model, learning.text().tokenizer(), learning.split().validation());
  }
}
