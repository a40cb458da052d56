package dev.prose.cli.family.ngram;

import dev.prose.cli.output.Report;
import dev.prose.cli.train.Keeper;
import dev.prose.cli.train.Learning;
import dev.prose.cli.train.Outcome;
import dev.prose.count.NGramCounter;
import dev.prose.count.NGramCounts;
import dev.prose.data.Split;
import dev.prose.data.TokenizedText;
import dev.prose.data.Tokens;
import dev.prose.eval.Evaluation;
import dev.prose.eval.TextEvaluation;
import dev.prose.model.InterpolatedNGramModel;
import dev.prose.model.LanguageModel;
import dev.prose.model.NGramModel;
import dev.prose.model.NGramTrie;
import dev.prose.model.Predictor;
import dev.prose.smooth.AbsoluteDiscounting;
import dev.prose.smooth.AdditiveNGrams;
import dev.prose.smooth.AdditiveTuning;
import dev.prose.smooth.BackoffForm;
import dev.prose.smooth.DiscountTuning;
import dev.prose.smooth.Holdout;
import dev.prose.smooth.KneserNey;
import dev.prose.smooth.Smoothing;
import dev.prose.smooth.StupidBackoff;
import dev.prose.smooth.WittenBell;
import dev.prose.text.InvalidDataException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Counts a text's n-grams, makes a model of the counts, and says how good it is.
 *
 * @param lines whether each line is a text of its own
 * @param alpha what additive smoothing adds to each count
 */
record NGramTraining(NGramArguments arguments, boolean lines, double alpha) {
  private static final String LINE_END = "\n";

  // Of tokens times the order: about what a second is enough for.
  private static final long AT_ONCE = 10_000_000;

  Outcome learn(Learning learning) throws IOException {
    Report report = learning.report();
    Split split = learning.split();
    OptionalInt separator = separator(learning.text());
    SmoothingMethod method = arguments.smoothing();
    long counting = System.nanoTime();
    NGramCounts counts = counts(split.train(), separator);
    double counted = seconds(counting);
    long tuning = System.nanoTime();
    Optional<Smoothing> smoothing =
        method.hasProbabilities()
            ? Optional.of(smoothing(method, counts, split.train(), separator))
            : Optional.empty();
    double tuned = seconds(tuning);
    long fitting = System.nanoTime();
    Predictor model =
        smoothing.isPresent()
            ? cut(smoothing.get().fit(counts), counts)
            : StupidBackoff.DEFAULT.fit(counts);
    double fitted = seconds(fitting);
    new NGramKind().report(model, report);
    report.line("n-grams", "%s of length 1 to %d", sizes(counts.trie()), counts.order());
    if (model instanceof NGramModel nGrams && nGrams.trie() != counts.trie()) {
      report.line("left", "%s of them", sizes(nGrams.trie()));
    }
    String fit = describe(method, smoothing);
    report.line("smoothing", "%s", fit);
    if (method == SmoothingMethod.KNESER_NEY && isTuned(method)) {
      reportTuning(report, smoothing, split.train());
    }
    report.line(
        "time",
        "counting %.2f s,%s fitting %.2f s",
        counted,
        isTuned(method) ? Report.format(" tuning %.2f s,", tuned) : "",
        fitted);
    Optional<TextEvaluation> validation = evaluate(learning, model);
    if (validation.isPresent()) {
      report.validation(validation.get());
      reportChance(report, validation.get().perToken(), model.vocabularySize());
    } else {
      report.line("validation", "none: scores have no loss");
    }
    double loss = validation.map(it -> it.perToken().nats()).orElse(Double.NaN);
    learning.keeper().keep(new Keeper.Snapshot(model, 0, fit, loss, Optional.empty()));
    return Outcome.atOnce(model);
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private OptionalInt separator(TokenizedText text) {
    if (!lines) {
      return OptionalInt.empty();
    }
    OptionalInt token = text.tokenizer().token(LINE_END);
    if (token.isEmpty()) {
      throw new InvalidDataException(
          text.name() + " has no line end, so that it is one line: leave --lines out");
    }
    return token;
  }

  private NGramCounts counts(Tokens tokens, OptionalInt separator) throws IOException {
    return NGramCounter.inMemory(arguments.order(), separator)
        .withMemory(arguments.countingMemory(), arguments.memory().tempDir())
        .count(tokens);
  }

  private boolean isTuned(SmoothingMethod method) {
    return switch (arguments.tune()) {
      case OFF -> false;
      case ON -> method.isTunable();
      case AUTO -> method == SmoothingMethod.KNESER_NEY;
    };
  }

  /** How many tokens parameters are fitted within: all, or as many of the last as is quick. */
  private long tunedTokens(Tokens train) {
    return arguments.tune() == NGramArguments.Tune.AUTO
        ? Math.min(train.size(), AT_ONCE / arguments.order())
        : train.size();
  }

  private Holdout holdout(NGramCounts counts, Tokens train, OptionalInt separator)
      throws IOException {
    long size = tunedTokens(train);
    if (size == train.size()) {
      return Holdout.of(counts, train);
    }
    Tokens part = train.slice(train.size() - size, train.size());
    return Holdout.of(counts(part, separator), part);
  }

  private void reportTuning(Report report, Optional<Smoothing> smoothing, Tokens train) {
    boolean fitted =
        smoothing.isPresent()
            && smoothing.get() instanceof KneserNey kneserNey
            && kneserNey.discounts().isPresent();
    if (!fitted) {
      report.line("", "discounts as estimated: too few n-grams occur 1 to 4 times to fit them");
    } else if (tunedTokens(train) < train.size()) {
      report.line(
          "", "within its last %,d tokens; --tune on takes all of them", tunedTokens(train));
    }
  }

  private Smoothing smoothing(
      SmoothingMethod method, NGramCounts counts, Tokens train, OptionalInt separator)
      throws IOException {
    Optional<Holdout> heldOut =
        isTuned(method) ? Optional.of(holdout(counts, train, separator)) : Optional.empty();
    return switch (method) {
      case KNESER_NEY ->
          heldOut.flatMap(DiscountTuning::tune).map(KneserNey::of).orElse(KneserNey.ESTIMATED);
      case WITTEN_BELL -> new WittenBell();
      case ABSOLUTE -> new AbsoluteDiscounting();
      case ADDITIVE -> new AdditiveNGrams(heldOut.map(AdditiveTuning::tune).orElse(alpha));
      case STUPID_BACKOFF -> throw new IllegalArgumentException("no probabilities from " + method);
    };
  }

  private static String describe(SmoothingMethod method, Optional<Smoothing> smoothing) {
    if (smoothing.isEmpty()) {
      return Report.format(
          "stupid backoff, %s for each character left out: scores and not probabilities",
          Report.number(StupidBackoff.DEFAULT.factor()));
    }
    return switch (smoothing.get()) {
      case KneserNey kneserNey ->
          "modified Kneser-Ney"
              + (kneserNey.discounts().isPresent() ? ", discounts fitted to held-out text" : "");
      case AdditiveNGrams additive -> "additive, α = " + Report.format("%.4g", additive.alpha());
      default -> method.toString();
    };
  }

  /** Leaves out what was asked to be left out. */
  private NGramModel cut(InterpolatedNGramModel model, NGramCounts counts) {
    InterpolatedNGramModel often =
        arguments.cutoffs().map(cutoffs -> cutoffs.apply(model, counts)).orElse(model);
    return arguments
        .pruning()
        .<NGramModel>map(pruning -> pruning.prune(BackoffForm.of(often), counts))
        .orElse(often);
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

  private static Optional<TextEvaluation> evaluate(Learning learning, Predictor model) {
    return model instanceof LanguageModel languageModel
        ? Optional.of(
            TextEvaluation.of(
                languageModel, learning.text().tokenizer(), learning.split().validation()))
        : Optional.empty();
  }
}
