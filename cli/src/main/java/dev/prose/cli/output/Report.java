package dev.prose.cli.output;

import dev.prose.count.BigramCounts;
import dev.prose.data.Split;
import dev.prose.eval.Evaluation;
import dev.prose.mixture.Mixture;
import dev.prose.model.BigramModel;
import dev.prose.model.LinearInterpolation;
import dev.prose.model.NGramModel;
import dev.prose.model.Predictor;
import dev.prose.token.CharacterNames;
import java.util.Locale;

/** A run's report on standard output: lines with a label each. */
public final class Report {
  private final TextOutput out;

  public Report(TextOutput out) {
    this.out = out;
  }

  /** A line with a label, formatted the same in every locale. */
  public void line(String label, String format, Object... arguments) {
    out.println("%-12s%s".formatted(label, format(format, arguments)));
  }

  public void text(String format, Object... arguments) {
    out.println(format(format, arguments));
  }

  public void blank() {
    out.println("");
  }

  public void flush() {
    out.flush();
  }

  /** Where a text came from. A stranger's checkpoint may say so: its words steer no terminal. */
  public void corpus(String name, long length, String sha256) {
    line("corpus", "%s, %,d characters", CharacterNames.escaped(name), length);
    line("SHA-256", "%s", CharacterNames.escaped(sha256));
  }

  public void vocabulary(int size) {
    line("vocabulary", "%,d symbols", size);
  }

  public void split(Split split) {
    line(
        "split",
        "%,d / %,d tokens (train / validation)",
        split.train().size(),
        split.validation().size());
  }

  public void model(Predictor model) {
    line("model", "%s", kind(model));
    if (model instanceof LinearInterpolation mix) {
      for (int i = 0; i < mix.components().size(); i++) {
        line("", "%d. weight %.4f: %s", i + 1, mix.weights()[i], kind(mix.components().get(i)));
      }
    }
  }

  @SuppressWarnings("IfChainToSwitch") // the first pattern switch takes 4 ms of every run
  private static String kind(Predictor model) {
    if (model instanceof BigramModel bigram) {
      return format(
          "bigram, a table of %,d × %<,d logits: %,d parameters, on the CPU",
          bigram.vocabularySize(), bigram.parameterCount());
    }
    if (model instanceof NGramModel nGrams) {
      return format(
          "n-grams of up to %d characters%s: %,d of them",
          nGrams.order(),
          nGrams.separator().isPresent() ? ", each line by itself" : "",
          nGrams.parameterCount());
    }
    if (model instanceof Mixture mixture) {
      return format(
          "mixture of %d kinds of context%s: %,d counts and %,d weights",
          mixture.contexts().size(),
          mixture.shape().lines() ? ", each line by itself" : "",
          mixture.countCount(),
          mixture.weightCount());
    }
    if (model instanceof LinearInterpolation mix) {
      return format("the mean of the probabilities of %d models", mix.components().size());
    }
    return format("scores of %,d n-grams", model.parameterCount());
  }

  public void optimum(BigramCounts train) {
    line(
        "optimum",
        "%.6f nats a character: no bigram table has a lower train loss",
        train.optimum());
  }

  /** The exact loss on the validation split, in the units that people compare. */
  public void validation(Evaluation evaluation) {
    line(
        "validation",
        "%.4f nats, %.4f bits a character, perplexity %.2f (exact)",
        evaluation.nats(),
        evaluation.bits(),
        evaluation.perplexity());
  }

  /** A number as a person would write it: 1, 0.001, 1e-8. */
  public static String number(double value) {
    String text = Double.toString(value).replace(".0E", "e").replace('E', 'e');
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  public static String format(String format, Object... arguments) {
    // No locale, and not the root one, which writes the same but takes 8 ms of every run to look
    // up.
    return String.format((Locale) null, format, arguments);
  }
}
