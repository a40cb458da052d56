package dev.prose.cli.output;

import dev.prose.data.Split;
import dev.prose.eval.TextEvaluation;
import dev.prose.eval.WordEvaluation;
import dev.prose.numeric.ShortestDecimal;
import dev.prose.token.CharacterNames;
import dev.prose.token.Tokenizer;
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

  /**
   * Where a text came from. A stranger's checkpoint may say it, and must not steer the terminal.
   */
  public void corpus(String name, long length, String sha256) {
    line("corpus", "%s, %,d characters", CharacterNames.escaped(name), length);
    line(
        "SHA-256",
        "%s",
        sha256.isEmpty()
            ? "not computed, as the text is read in parts"
            : CharacterNames.escaped(sha256));
  }

  /** How many different tokens there are, and of what kind. */
  public void vocabulary(Tokenizer tokenizer) {
    line(
        "vocabulary",
        "%,d %ss",
        tokenizer.vocabularySize(),
        tokenizer.isCharacters() ? "symbol" : tokenizer.unit());
  }

  public void split(Split split) {
    split(split.train().size(), split.validation().size());
  }

  /** The same by the sizes of the two parts, in tokens. */
  public void split(long train, long validation) {
    if (validation == 0) {
      line("split", "%,d tokens, all to train on and none to validate with", train);
      return;
    }
    line("split", "%,d / %,d tokens (train / validation)", train, validation);
  }

  /** Says that all of the text trained, so that there is no loss on what did not. */
  public void noValidation() {
    line("validation", "none: all of the text trained");
  }

  /** The exact loss on the validation split, in the units that people compare. */
  public void validation(TextEvaluation evaluation, Tokenizer tokenizer) {
    if (tokenizer.isCharacters()) {
      line(
          "validation",
          "%.4f nats, %.4f bits a character, perplexity %.2f (exact)",
          evaluation.perToken().nats(),
          evaluation.bitsPerCharacter(),
          evaluation.perToken().perplexity());
    } else if (tokenizer.isLossless()) {
      line(
          "validation",
          "%.4f nats a token, %.4f bits a character, %.4f bits a byte, perplexity %.2f by token (exact)",
          evaluation.perToken().nats(),
          evaluation.bitsPerCharacter(),
          evaluation.bitsPerByte(),
          evaluation.perToken().perplexity());
    } else { // an unknown token is not the text that it stands for, so its characters say nothing
      line(
          "validation",
          "%.4f nats a token, perplexity %.2f by token (exact)",
          evaluation.perToken().nats(),
          evaluation.perToken().perplexity());
    }
  }

  /** How many words of what was predicted are unknown, with the perplexities of KenLM's query. */
  public void words(WordEvaluation evaluation) {
    line(
        "OOV",
        "%,d of %,d tokens; perplexity %.4f including OOVs, %.4f excluding OOVs",
        evaluation.unknown(),
        evaluation.tokens(),
        evaluation.perplexity(),
        evaluation.perplexityOfKnown());
  }

  /** A number as a person would write it: 1, 0.001, 1e-8. */
  public static String number(double value) {
    return ShortestDecimal.of(value);
  }

  public static String format(String format, Object... arguments) {
    // No locale, and not the root one, which writes the same but takes 8 ms of every run to look
    // up.
    return String.format((Locale) null, format, arguments);
  }
}
