package dev.prose.benchmarks;

import dev.prose.data.Split;
import dev.prose.data.Tokens;
import dev.prose.text.Corpus;
import dev.prose.token.chars.CharTokenizer;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The text of all measurements, split as Prose does by default.
 *
 * @param text the whole text
 */
public record BenchmarkText(String text, CharTokenizer tokenizer, Tokens tokens, Split split) {
  private static final String PROPERTY = "prose.benchmarks.text";

  /** The option that tells a forked JVM where the text is. */
  static String option(Path file) {
    return "-D" + PROPERTY + "=" + file;
  }

  /** Reads the text that {@link #option} names. */
  public static BenchmarkText read() throws IOException {
    return read(Path.of(System.getProperty(PROPERTY)));
  }

  static BenchmarkText read(Path file) throws IOException {
    String text = Corpus.read(file).text();
    CharTokenizer tokenizer = CharTokenizer.of(text);
    Tokens tokens = Tokens.of(tokenizer.encode(text), tokenizer.vocabularySize());
    return new BenchmarkText(
        text, tokenizer, tokens, Split.of(tokens, Split.DEFAULT_TRAIN_FRACTION));
  }

  /** The part of the text that models learn from. */
  public String trainingText() {
    return tokenizer.decode(split.train().toArray());
  }

  /** The part of the text that models do not see before they are measured. */
  public String validationText() {
    return tokenizer.decode(split.validation().toArray());
  }
}
