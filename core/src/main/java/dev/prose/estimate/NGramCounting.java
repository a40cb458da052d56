package dev.prose.estimate;

import dev.prose.count.NGramCounter;
import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;
import dev.prose.text.InvalidDataException;
import dev.prose.token.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * How n-grams are counted.
 *
 * @param order the longest n-grams' length, 1 to {@link dev.prose.model.NGramTrie#MAX_ORDER}
 * @param lines whether each line is a text of its own
 * @param memory how many bytes sorting may take; what exceeds it waits in temporary files
 * @param temporaryFolder where these go
 */
public record NGramCounting(int order, boolean lines, long memory, Path temporaryFolder) {
  private static final int DEFAULT_ORDER = 7;
  private static final String LINE_END = "\n";

  /**
   * N-grams of up to 7 tokens of one text, sorted in a quarter of the heap, because the counts are
   * there too. Temporary files go to the system's folder for them.
   */
  public static final NGramCounting DEFAULT =
      new NGramCounting(
          DEFAULT_ORDER,
          false,
          Runtime.getRuntime().maxMemory() / 4,
          Path.of(System.getProperty("java.io.tmpdir")));

  /**
   * @throws IllegalArgumentException if the order is out of its range
   */
  public NGramCounting {
    NGramCounts.requireOrder(order);
  }

  public NGramCounting withOrder(int newOrder) {
    return new NGramCounting(newOrder, lines, memory, temporaryFolder);
  }

  public NGramCounting withLines(boolean newLines) {
    return new NGramCounting(order, newLines, memory, temporaryFolder);
  }

  public NGramCounting withMemory(long newMemory, Path newTemporaryFolder) {
    return new NGramCounting(order, lines, newMemory, newTemporaryFolder);
  }

  /**
   * Counts the n-grams of a text.
   *
   * @param tokenizer what encoded the tokens
   * @throws InvalidDataException if lines are texts of their own, and no token is a line end
   * @throws IOException if a temporary file cannot be written
   */
  public NGramCounts count(Tokens tokens, Tokenizer tokenizer) throws IOException {
    return NGramCounter.inMemory(order, separator(tokenizer))
        .withMemory(memory, temporaryFolder)
        .count(tokens);
  }

  private OptionalInt separator(Tokenizer tokenizer) {
    if (!lines) {
      return OptionalInt.empty();
    }
    OptionalInt token = tokenizer.token(LINE_END);
    if (token.isEmpty()) {
      throw new InvalidDataException(
          "each line is to be a text of its own, but the vocabulary of %,d tokens has no line end"
              .formatted(tokenizer.vocabularySize()));
    }
    return token;
  }
}
