package dev.prose.cli.family.ngram;

import dev.prose.cli.output.Report;
import dev.prose.cli.train.Keeper;
import dev.prose.cli.train.Learning;
import dev.prose.cli.train.Outcome;
import dev.prose.count.NGramCounts;
import dev.prose.estimate.NGramEstimator;
import dev.prose.estimate.StupidBackoffEstimator;
import dev.prose.estimate.TextEnd;
import dev.prose.eval.Evaluation;
import dev.prose.eval.TextEvaluation;
import dev.prose.model.NGramModel;
import dev.prose.model.NGramTrie;
import dev.prose.model.Predictor;
import dev.prose.smooth.CountCutoffs;
import dev.prose.smooth.KneserNey;
import dev.prose.smooth.Smoothing;
import dev.prose.smooth.Tuning;
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
public record NGramTraining(NGramArguments arguments, boolean lines, double alpha) {
  /** What was made, and what to keep with it. */
  public record Made(Predictor model, String description, double validationLoss) {}

  /** What is left out for being rare, if anything is. */
  public Optional<CountCutoffs> cutoffs() {
    return arguments.cutoffs();
  }

  /** Whether parameters are fitted within the whole text, which takes all of its counts. */
  public boolean tunesWithinAll() {
    return arguments.tune() == Tuning.ON;
  }

  Outcome learn(Learning learning) throws IOException {
    Made made =
        make(
            new SplitText(learning.text().tokenizer(), learning.split(), lines), learning.report());
    learning
        .keeper()
        .keep(
            new Keeper.Snapshot(
                made.model, 0, made.description, made.validationLoss, Optional.empty()));
    return Outcome.atOnce(made.model);
  }

  /**
   * Makes a model of a text, and reports how.
   *
   * @throws IOException if the text cannot be read, or a temporary file cannot be written
   */
  public Made make(NGramText text, Report report) throws IOException {
    return arguments.smoothing() == SmoothingMethod.STUPID_BACKOFF
        ? scores(text, report, arguments.scores(lines))
        : probabilities(text, report, arguments.probabilities(lines, alpha));
  }

  private static Made probabilities(NGramText text, Report report, NGramEstimator estimator)
      throws IOException {
    long counting = System.nanoTime();
    NGramCounts counts = text.count(estimator.counting());
    double counted = seconds(counting);
    long tuning = System.nanoTime();
    TextEnd end = text.trainEnd(estimator.tuningReach(text.trainSize()));
    Smoothing smoothing = estimator.tune(counts, end, text.tokenizer());
    double tuned = seconds(tuning);
    long fitting = System.nanoTime();
    NGramModel model = estimator.smooth(counts, smoothing);
    double fitted = seconds(fitting);
    reportSizes(text, report, model, counts);
    if (model.trie() != counts.trie()) {
      report.line("left", "%s of them", sizes(model.trie()));
    }
    report.line("smoothing", "%s", smoothing.description());
    boolean fits = estimator.tuning().fits(estimator.smoothing());
    if (fits && smoothing instanceof KneserNey kneserNey) {
      reportTuning(report, estimator, kneserNey, text.trainSize());
    }
    report.line(
        "time",
        "counting %.2f s,%s fitting %.2f s",
        counted,
        fits ? Report.format(" tuning %.2f s,", tuned) : "",
        fitted);
    double loss = Double.NaN;
    if (text.validationSize() > 0) {
      TextEvaluation validation = text.evaluate(model);
      report.validation(validation, text.tokenizer());
      text.evaluateWords(model).ifPresent(report::words);
      reportChance(report, validation.perToken(), model.vocabularySize());
      loss = validation.perToken().nats();
    } else {
      report.noValidation();
    }
    return new Made(model, smoothing.description(), loss);
  }

  private static Made scores(NGramText text, Report report, StupidBackoffEstimator estimator)
      throws IOException {
    long counting = System.nanoTime();
    NGramCounts counts = text.count(estimator.counting());
    double counted = seconds(counting);
    long fitting = System.nanoTime();
    Predictor model = estimator.backoff().fit(counts);
    double fitted = seconds(fitting);
    reportSizes(text, report, model, counts);
    report.line("smoothing", "%s", estimator.description());
    report.line("time", "counting %.2f s, fitting %.2f s", counted, fitted);
    if (text.validationSize() > 0) {
      report.line("validation", "none: scores have no loss");
    } else {
      report.noValidation();
    }
    return new Made(model, estimator.description(), Double.NaN);
  }

  private static void reportSizes(
      NGramText text, Report report, Predictor model, NGramCounts counts) {
    new NGramKind().report(model, text.tokenizer().unit(), report);
    report.line("n-grams", "%s of length 1 to %d", sizes(counts.trie()), counts.order());
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
}
