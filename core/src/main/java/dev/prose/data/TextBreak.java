package dev.prose.data;

import dev.prose.text.CharacterReader;
import dev.prose.text.LoadListener;
import dev.prose.text.StreamedCorpus;
import java.io.IOException;

/**
 * Where a text was broken before it became tokens, so that no token goes across: tokens of any size
 * then train on the same characters, and validate on the same.
 *
 * @param trainFraction the share of the characters before it
 * @param tokens how many tokens these are
 */
public record TextBreak(double trainFraction, long tokens) {
  /**
   * How many characters of a text come before the break.
   *
   * @param length of the text, in characters
   */
  public static long characters(long length, double trainFraction) {
    return (long) (Split.requireFraction(trainFraction) * length);
  }

  /**
   * The same for a text that is read in parts, which takes a reading of all of it.
   *
   * @throws IOException if it cannot be read
   */
  public static long characters(StreamedCorpus corpus, double trainFraction) throws IOException {
    if (trainFraction == 1) {
      return Long.MAX_VALUE;
    }
    try (CharacterReader reader = corpus.read(new LoadListener() {})) {
      while (reader.next() > 0) {
        // Only the length is asked for.
      }
      return characters(reader.length(), trainFraction);
    }
  }
}
