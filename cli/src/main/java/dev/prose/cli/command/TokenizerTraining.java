package dev.prose.cli.command;

import dev.prose.cli.output.Report;
import dev.prose.data.OpenText;
import dev.prose.data.Tokenization;
import dev.prose.data.TokenizedText;
import dev.prose.file.AtomicFile;
import dev.prose.json.JsonObject;
import dev.prose.token.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code prose tokenize --train}: learns tokens from a text, without a model.
 *
 * @param to the file for the tokens
 * @param report says what they are
 */
record TokenizerTraining(Path to, Report report) {
  void run(OpenText text, Tokenization tokenization) throws IOException {
    long begin = System.nanoTime();
    try (TokenizedText tokenized = text.tokenize(tokenization)) {
      Tokenizer learned = tokenized.tokenizer();
      AtomicFile.replace(to, JsonObject.format(learned.json()));
      report.corpus(tokenized.name(), tokenized.length(), tokenized.sha256());
      report.vocabulary(learned);
      report.line(
          "tokens",
          "%,d, of %.2f characters on average",
          tokenized.tokens().size(),
          (double) tokenized.length() / Math.max(1, tokenized.tokens().size()));
      report.line("time", "%.2f s", (System.nanoTime() - begin) / 1e9);
      report.line("written", "%s, %,d bytes", to, Files.size(to));
    }
  }
}
