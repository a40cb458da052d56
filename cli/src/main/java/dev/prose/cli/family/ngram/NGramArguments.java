package dev.prose.cli.family.ngram;

import dev.prose.cli.option.Given;
import dev.prose.cli.option.MemoryArguments;
import dev.prose.cli.option.Option;
import dev.prose.count.NGramCounts;
import dev.prose.estimate.NGramCounting;
import dev.prose.estimate.NGramEstimator;
import dev.prose.estimate.StupidBackoffEstimator;
import dev.prose.smooth.AbsoluteDiscounting;
import dev.prose.smooth.AdditiveNGrams;
import dev.prose.smooth.CountCutoffs;
import dev.prose.smooth.EntropyPruning;
import dev.prose.smooth.KneserNey;
import dev.prose.smooth.Smoothing;
import dev.prose.smooth.Tuning;
import dev.prose.smooth.WittenBell;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The options that say how to count n-grams and what to make of the counts. */
public final class NGramArguments {
  private final Option<Integer> order =
      Option.of(
          Integer.class,
          "--order",
          "N",
          "7",
          "The longest n-grams, one token more than it looks back");
  private final Option<SmoothingMethod> smoothing =
      Option.of(
          SmoothingMethod.class,
          "--smoothing",
          "METHOD",
          "kneser-ney",
          "What n-grams that were never seen are given: kneser-ney, witten-bell, absolute, additive"
              + " or stupid-backoff");
  private final Option<Tuning> tune =
      Option.of(
          Tuning.class,
          "--tune",
          "auto|on|off",
          "auto",
          "Fit kneser-ney's discounts, or additive's α, to the end of the training split and then"
              + " count all of it; auto: kneser-ney's, of a long text within so much of its end as takes"
              + " a second");
  private final MemoryArguments memory = new MemoryArguments("reading and counting");

  private final Option<String> minCount =
      Option.optional(
          String.class,
          "--min-count",
          "N,N,…",
          "Leave out n-grams that occur less often: for each length from 1 on, the last number for"
              + " all longer ones");
  private final Option<Double> prune =
      Option.optional(
          Double.class,
          "--prune",
          "X",
          "Leave out n-grams without which the perplexity rises by no more than this share each,"
              + " 1e-7 for instance");

  private final List<Option<?>> all =
      Stream.concat(
              Stream.<Option<?>>of(order, smoothing, tune, minCount, prune), memory.all().stream())
          .toList();

  /** All of them. */
  List<Option<?>> all() {
    return all;
  }

  /** The options about one start, which change nothing of the model. */
  List<Option<?>> ofOneStart() {
    return memory.all();
  }

  /**
   * Refuses values out of their range, and options that mean nothing together with another one.
   *
   * @param alpha the option that additive smoothing has in common with another kind of model
   */
  void check(Option<Double> alpha, Given given) {
    given.options(() -> NGramCounts.requireOrder(order()));
    given.options(memory::bytes);
    given.options(this::cutoffs);
    given.options(this::pruning);
    SmoothingMethod method = smoothing();
    String reason = "has no effect with --smoothing " + method + ": leave it out";
    if (!method.isTunable()) {
      given.refuse(smoothing, List.of(tune), reason);
    }
    if (!method.hasProbabilities()) {
      given.refuse(smoothing, List.of(minCount, prune), reason);
    }
    if (method != SmoothingMethod.ADDITIVE) {
      given.refuse(smoothing, List.of(alpha), reason);
    } else if (tune() == Tuning.ON) {
      given.refuse(tune, List.of(alpha), "has no effect with --tune on: leave it out");
    }
  }

  /**
   * The estimator of a model with probabilities.
   *
   * @param lines whether each line is a text of its own
   * @param alpha what additive smoothing adds to each count
   */
  NGramEstimator probabilities(boolean lines, double alpha) {
    return new NGramEstimator(counting(lines), given(alpha), tune.value(), cutoffs(), pruning());
  }

  private Smoothing given(double alpha) {
    return switch (smoothing()) {
      case KNESER_NEY -> KneserNey.ESTIMATED;
      case WITTEN_BELL -> new WittenBell();
      case ABSOLUTE -> new AbsoluteDiscounting();
      case ADDITIVE -> new AdditiveNGrams(alpha);
      case STUPID_BACKOFF ->
          throw new IllegalArgumentException("no probabilities from " + smoothing());
    };
  }

  /** The estimator of scores, which are no probabilities. */
  StupidBackoffEstimator scores(boolean lines) {
    return StupidBackoffEstimator.DEFAULT.withCounting(counting(lines));
  }

  private NGramCounting counting(boolean lines) {
    NGramCounting usual = NGramCounting.DEFAULT.withOrder(order()).withLines(lines);
    return usual.withMemory(memory.bytes().orElse(usual.memory()), memory.tempDir());
  }

  int order() {
    return order.value();
  }

  Tuning tune() {
    return tune.value();
  }

  SmoothingMethod smoothing() {
    return smoothing.value();
  }

  /**
   * What is left out for being rare, if anything is.
   *
   * @throws IllegalArgumentException if the numbers are no cutoffs
   */
  Optional<CountCutoffs> cutoffs() {
    if (minCount.given().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new CountCutoffs(
              Arrays.stream(minCount.value().split(",", -1))
                  .map(number -> Integer.valueOf(number.strip()))
                  .toList()));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--min-count must be numbers with commas between, but is " + minCount.value(), e);
    }
  }

  /**
   * What is left out for mattering little, if anything is.
   *
   * @throws IllegalArgumentException if the threshold is out of its range
   */
  Optional<EntropyPruning> pruning() {
    return prune.given().map(EntropyPruning::new);
  }

  /** How much memory may be used, and where temporary files go. */
  MemoryArguments memory() {
    return memory;
  }
}
